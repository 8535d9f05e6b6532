package io.postroom.routes;

/** Shows what a dialect is, in OpenAPI; see {@link ApiDescription}. Put together when somebody asks first. Thread-safe. */
public final class DescriptionFile implements Endpoint.Handler {
    private final Dialect dialect;
    private byte[] json = {};

    public DescriptionFile(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public Answer handle(Call call) {
        return PublishedFile.of(call, octets(), AnswerWriter.JSON);
    }

    private synchronized byte[] octets() {
        if (json.length == 0) {
            json = ApiDescription.json(dialect);
        }
        return json;
    }
}
