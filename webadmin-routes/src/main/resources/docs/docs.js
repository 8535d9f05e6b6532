"use strict";

// A key that is typed in stays in this page's memory, and is gone when it is closed.
window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  docExpansion: "list",
  filter: true,
  persistAuthorization: false,
  showExtensions: true,
  validatorUrl: null,
});
