package io.postroom.routes.v0;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An operation as {@code openapi/} describes it.
 *
 * @param operation with no right, of which the description says nothing
 */
record Described(Operation operation, JsonNode node) {
    static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    static List<Described> all() {
        JsonNode paths = document().path("paths");
        List<Described> all = new ArrayList<>();
        paths.fieldNames()
                .forEachRemaining(path -> METHODS.forEach(method -> {
                    JsonNode node = paths.path(path).path(method.toLowerCase(Locale.ROOT));
                    if (!node.isMissingNode()) {
                        all.add(new Described(new Operation(method, path, Right.ANY_KEY), node));
                    }
                }));
        return List.copyOf(all);
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper().readTree(ApiDescription.json());
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
        JsonNode document = document();
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
