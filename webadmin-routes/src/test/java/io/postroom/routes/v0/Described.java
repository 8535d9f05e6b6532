package io.postroom.routes.v0;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.routes.ApiDescription;
import io.postroom.routes.Dialect;
import io.postroom.routes.Right;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An operation as {@code openapi/} describes it.
 *
 * @param operation with no right, of which the description says nothing
 * @param document the description as a whole
 */
record Described(Operation operation, JsonNode node, JsonNode document) {
    static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    /** Every operation of the dialect. */
    static List<Described> all(Dialect dialect) {
        JsonNode document = document(dialect);
        JsonNode paths = document.path("paths");
        List<Described> all = new ArrayList<>();
        paths.fieldNames()
                .forEachRemaining(path -> METHODS.forEach(method -> {
                    JsonNode node = paths.path(path).path(method.toLowerCase(Locale.ROOT));
                    if (!node.isMissingNode()) {
                        all.add(new Described(new Operation(method, path, Right.ANY_KEY), node, document));
                    }
                }));
        return List.copyOf(all);
    }

    private static JsonNode document(Dialect dialect) {
        try {
            return new ObjectMapper().readTree(ApiDescription.json(dialect));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is known, and answered as what is not there. */
    boolean isAbsent() {
        return node.path("x-postroom-absent").asBoolean();
    }

    boolean needsKey() {
        return !node.has("security");
    }

    boolean takesBody() {
        return node.has("requestBody");
    }

    boolean requiresBody() {
        return node.at("/requestBody/required").asBoolean();
    }

    /** The names of the parameters of its query that are lists. */
    List<String> lists() {
        List<String> names = new ArrayList<>();
        node.path("parameters").forEach(parameter -> {
            JsonNode one = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            boolean isList = one.at("/schema/type").asText().equals("array");
            if (isList && one.path("in").asText().equals("query")) {
                names.add(one.path("name").asText());
            }
        });
        return names;
    }

    @Override
    public String toString() {
        return operation.toString();
    }
}
