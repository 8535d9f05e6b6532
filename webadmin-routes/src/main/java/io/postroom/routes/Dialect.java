package io.postroom.routes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A language in which programs speak to this server over HTTP; each has routes, words for what goes wrong and a description of its own. */
public enum Dialect {
    /** AgentMail's. */
    V0("v0", "/openapi/", "/openapi.json", "/v0/"),
    /** InboxAI's. */
    INBOX_AI("inboxai", "/openapi/inboxai/", "/api/v0/openapi.json", "/api/v0/"),
    /** Assmbl's, and what its clients ask for that this server has not. */
    ASSMBL(
            "assmbl",
            "/openapi/assmbl/",
            "/assmbl/openapi.json",
            "/send",
            "/inbox",
            "/unread-count",
            "/messages/",
            "/webhook",
            "/notifications",
            "/attachments/",
            "/billing/",
            "/directory/",
            "/public/");

    private final String frame;
    private final String directory;
    private final String description;
    private final List<String> prefixes;

    Dialect(String frame, String directory, String description, String... prefixes) {
        this.frame = frame;
        this.directory = directory;
        this.description = description;
        this.prefixes = List.of(prefixes);
    }

    /** Whose path this is, of a request as it was sent; empty for what is in no dialect. */
    public static Optional<Dialect> of(String path) {
        return Arrays.stream(values()).filter(dialect -> dialect.isAbout(path)).findFirst();
    }

    /** Whether the path is one of its routes. Its description is not. */
    public boolean isAbout(String path) {
        return prefixes.stream().anyMatch(path::startsWith) && !path.equals(description);
    }

    /** The path of its description. */
    public String description() {
        return description;
    }

    /** Where the pieces of its description are on the class path. */
    String directory() {
        return directory;
    }

    /** The piece that names the others. */
    String frame() {
        return frame;
    }
}
