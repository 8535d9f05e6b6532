package io.postroom.routes.v0;

import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.DescriptionFile;
import io.postroom.routes.Dialect;
import io.postroom.routes.PublishedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /openapi.json}, the description of {@code /v0}, and {@code /docs}, which shows it in a browser. Neither asks for a key. */
public final class DocsRoutes implements PublicRoutes {
    private static final String BASE = "/docs";
    private static final int FILE = 1; // after docs
    private static final String PAGE = "docs.html";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "docs.css",
            CSS,
            "docs.js",
            SCRIPT,
            "swagger-ui.css",
            CSS,
            "swagger-ui-bundle.js",
            SCRIPT,
            "NOTICE.txt",
            "text/plain; charset=utf-8");

    private final V0Gate gate;

    @Inject
    public DocsRoutes(V0Gate gate) {
        this.gate = gate;
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service)
                .getWithoutKey(Dialect.V0.description(), new DescriptionFile(Dialect.V0))
                .getWithoutKey(BASE, call -> file(call, PAGE))
                .getWithoutKey(BASE + "/", call -> file(call, PAGE))
                .getWithoutKey(BASE + "/:file", call -> file(call, call.path().segment(FILE)));
    }

    private static Answer file(Call call, String name) {
        String type = Optional.ofNullable(TYPES.get(name)).orElseThrow(() -> RefusedException.notFound("File"));
        try (InputStream in = DocsRoutes.class.getResourceAsStream(BASE + "/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return PublishedFile.of(call, in.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
