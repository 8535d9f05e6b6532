package io.postroom.routes.v0;

/** Where the routes of a resource are entered, and so to what a request is confined. */
enum Mount {
    /** Everywhere the key reaches. */
    ORGANIZATION("/v0"),
    /** One pod, named by id or client id. */
    POD("/v0/pods/:pod_id"),
    INBOX("/v0/inboxes/:inbox_id");

    private final String path;

    Mount(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
