package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.routes.ApiDescription;
import io.postroom.routes.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Our description of {@code /v0}, against the machine-readable contract where a checkout has it beside itself: what clients know is in it. */
class ReferenceTest {
    private static final Path CONTRACT =
            Path.of(System.getProperty("postroom.contract", "../../shared/reference/agentmail-v0.openapi.json"));
    private static final String JSON_SCHEMA = "/content/application~1json/schema";

    /** What is in the contract and not in the description, and why. */
    private static final List<String> MISSING = List.of(
            "delete /v0/(pods/\\{pod_id}/)?inboxes/\\{inbox_id} status 204", // the live service answers 202
            "get /v0/(drafts|threads|threads/search) status 404", // an empty page
            "post /v0/domains/\\{domain_id}/verify status 422",
            "get /v0/inboxes/\\{inbox_id}/messages(/search)? answer messages.headers", // in the mailbox, not in the row
            ".*/api-keys.* (api_keys\\.)?(client_id|public_key|created_by|status)\\b.*", // no public keys
            "post .*/api-keys (status 409|answer used_at)",
            "get /v0/organizations answer (authentication|billing)_.*");

    private final ObjectMapper mapper = new ObjectMapper();
    private JsonNode theirs = mapper.missingNode();
    private JsonNode ours = mapper.missingNode();

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.isReadable(CONTRACT), "no contract beside this checkout");
        theirs = mapper.readTree(Files.readAllBytes(CONTRACT));
        ours = mapper.readTree(ApiDescription.json(Dialect.V0));
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The operations of both, as {@code get /v0/inboxes}, but for those that are described as absent. */
    private Set<String> common() {
        Set<String> common = operations(ours);
        common.retainAll(operations(theirs));
        common.removeIf(this::isAbsent);
        return common;
    }

    private boolean isAbsent(String name) {
        return operation(ours, name).path("x-postroom-absent").asBoolean();
    }

    private static Set<String> operations(JsonNode document) {
        Set<String> operations = new TreeSet<>();
        JsonNode paths = document.path("paths");
        for (String path : names(paths)) {
            names(paths.path(path)).stream()
                    .filter(Set.of("get", "put", "post", "patch", "delete")::contains)
                    .forEach(method -> operations.add(method + " " + path));
        }
        return operations;
    }

    private static JsonNode operation(JsonNode document, String name) {
        String[] words = name.split(" ");
        return document.path("paths").path(words[1]).path(words[0]);
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref")
                ? resolved(document, document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    private static Set<String> parameters(JsonNode document, JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode one = resolved(document, parameter);
            if (!one.path("in").asText().equals("path")) {
                names.add(one.path("name").asText());
            }
        }
        return names;
    }

    /** The fields of an object, with those of objects within it as {@code outer.inner}. */
    private static Set<String> fields(JsonNode document, JsonNode schema, int depth) {
        JsonNode one = resolved(document, schema);
        Set<String> fields = new TreeSet<>();
        JsonNode properties = one.path("properties");
        for (String name : names(properties)) {
            fields.add(name);
            if (depth > 0) {
                fields(document, properties.path(name), depth - 1).forEach(inner -> fields.add(name + "." + inner));
            }
        }
        if (one.has("items")) {
            fields.addAll(fields(document, one.path("items"), depth));
        }
        for (String kind : new String[] {"allOf", "anyOf"}) {
            one.path(kind).forEach(part -> fields.addAll(fields(document, part, depth)));
        }
        return fields;
    }

    private static void addMissing(String what, Set<String> theirs, Set<String> ours, Set<String> missing) {
        theirs.stream().filter(name -> !ours.contains(name)).forEach(name -> missing.add(what + " " + name));
    }

    @Test
    void knowsWhatClientsKnow() {
        Set<String> missing = new TreeSet<>();
        for (String name : common()) {
            JsonNode their = operation(theirs, name);
            JsonNode our = operation(ours, name);
            addMissing(name + " status", names(their.path("responses")), names(our.path("responses")), missing);
            addMissing(name + " parameter", parameters(theirs, their), parameters(ours, our), missing);
            addMissing(
                    name + " request",
                    fields(theirs, their.path("requestBody").at(JSON_SCHEMA), 1),
                    fields(ours, our.path("requestBody").at(JSON_SCHEMA), 1),
                    missing);
            addMissing(
                    name + " answer",
                    fields(theirs, their.at("/responses/200" + JSON_SCHEMA), 2),
                    fields(ours, resolved(ours, our.at("/responses/200")).at(JSON_SCHEMA), 2),
                    missing);
        }

        assertThat(missing).allMatch(what -> MISSING.stream().anyMatch(what::matches));
        assertThat(MISSING)
                .as("what is still missing")
                .allMatch(pattern -> missing.stream().anyMatch(what -> what.matches(pattern)));
    }

    @Test
    void knowsEveryOperationThatClientsKnow() {
        assertThat(operations(ours)).containsAll(operations(theirs));
    }

    @Test
    void marksEachOperationThatClientsDoNotKnow() {
        Set<String> marked = operations(ours);
        marked.removeIf(
                name -> !operation(ours, name).path("x-postroom-addition").asBoolean());
        Set<String> additions = operations(ours);
        additions.removeAll(operations(theirs));

        assertThat(marked).isEqualTo(additions);
    }
}
