package io.postroom.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Holds what a client sent and got against the description of the API in OpenAPI 3.1.
 *
 * <p>It is stricter than that: a status that is not described, a field that is not, and a header that is missing are all wrong. Thread-safe.
 */
public final class ApiContract {
    private static final String JSON = "application/json";
    private static final String SCHEMA = "schema";
    private static final int SHOWN = 500;
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode open;
    private final JsonNode closed;
    private final DescribedOperations operations;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** @param description in JSON */
    public ApiContract(byte[] description) {
        this.open = parse(description);
        this.closed = parse(description);
        close(closed);
        this.operations = new DescribedOperations(closed.path("paths"));
    }

    /** Refuses fields that an object does not name, wherever it names some. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiContract::close);
    }

    /**
     * Checks an answer.
     *
     * @param path as it was sent, without a query
     * @param header the value of the header of this name, whatever its case
     * @throws AssertionError with what is wrong
     */
    public void checkAnswer(
            String method, String path, int status, Function<String, Optional<String>> header, byte[] body) {
        String what = method + " " + path + " answered " + status;
        Optional<DescribedOperations.Operation> operation =
                operations.find(method.equals("HEAD") ? "GET" : method, path);
        if (operation.isEmpty() && status != 404) {
            throw new AssertionError(what + ", and there is no such operation in the description");
        }
        JsonNode response = operation
                .map(found -> resolved(found.node().path("responses").path(String.valueOf(status))))
                .orElseGet(() -> closed.at("/components/responses/NotFound"));
        if (response.isMissingNode()) {
            throw new AssertionError(what + ", which is not described: " + shown(body));
        }
        checkHeaders(what, response.path("headers"), header);
        if (!method.equals("HEAD")) {
            String key = operation.map(DescribedOperations.Operation::name).orElse("") + " " + status;
            checkBody(what, key, response.path("content"), header.apply("content-type"), body);
        }
    }

    private void checkHeaders(String what, JsonNode headers, Function<String, Optional<String>> header) {
        headers.fieldNames().forEachRemaining(name -> {
            JsonNode described = headers.path(name);
            Optional<String> value = header.apply(name);
            if (value.isEmpty() && described.path("required").asBoolean()) {
                throw new AssertionError(what + " without the header " + name);
            }
            value.ifPresent(text -> check(
                    () -> what + ", header " + name,
                    schema("header " + name + " " + described, described.path(SCHEMA), closed),
                    mapper.getNodeFactory().textNode(text)));
        });
    }

    private void checkBody(String what, String key, JsonNode content, Optional<String> contentType, byte[] body) {
        if (content.isMissingNode()) {
            if (body.length > 0) {
                throw new AssertionError(what + " with a body that is not described: " + shown(body));
            }
            return;
        }
        String type = contentType.orElse("").replaceFirst(";.*", "").strip();
        JsonNode media = content.has(type) ? content.path(type) : content.path("*/*");
        if (media.isMissingNode()) {
            throw new AssertionError(what + " with the content type '" + type + "', which is not described");
        }
        if (media.has(SCHEMA)) {
            check(() -> what + ": " + shown(body), schema(key, media.path(SCHEMA), closed), parse(body));
        }
    }

    /**
     * Checks the body of a request that was taken: the description may not forbid what the server allows.
     *
     * @param path as it was sent, without a query
     * @throws AssertionError with what is wrong
     */
    public void checkTaken(String method, String path, byte[] body) {
        DescribedOperations.Operation operation = operations
                .find(method, path)
                .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
        JsonNode schema = open.path("paths")
                .path(operation.path())
                .path(operation.method())
                .path("requestBody")
                .path("content")
                .path(JSON)
                .path(SCHEMA);
        if (body.length > 0 && !schema.isMissingNode()) {
            check(
                    () -> method + " " + path + " took " + shown(body),
                    schema(operation.name() + " taken", schema, open),
                    parse(body));
        }
    }

    private static void check(Supplier<String> what, JsonSchema schema, JsonNode value) {
        Set<ValidationMessage> wrong = schema.validate(value);
        if (!wrong.isEmpty()) {
            throw new AssertionError(what.get() + "\nagainst the description: " + wrong);
        }
    }

    private JsonSchema schema(String key, JsonNode schema, JsonNode document) {
        return compiled.computeIfAbsent(key, unknown -> {
            ObjectNode whole = schema.deepCopy();
            whole.set("components", document.path("components"));
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(SchemaLocation.of("urn:postroom:description"), whole, CONFIG);
        });
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? closed.at(node.path("$ref").asText().substring(1)) : node;
    }

    private JsonNode parse(byte[] json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
