package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.postroom.routes.Client.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** The machine-readable contract, where a checkout has it beside itself. */
final class PublishedContract {
    private static final Path FILE =
            Path.of(System.getProperty("postroom.contract", "../../shared/reference/agentmail-v0.openapi.json"));

    private final ObjectMapper json = new ObjectMapper();

    /** Skips the test where there is no contract. */
    static void require() {
        assumeTrue(Files.isReadable(FILE), "no contract beside this checkout");
    }

    /** That an operation may answer so. */
    void check(String template, String method, Reply reply) {
        JsonNode operation = contract().path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
        JsonNode response = operation.path("responses").path(String.valueOf(reply.status()));
        assertThat(response.isMissingNode())
                .as(method + " " + template + " answered " + reply.status())
                .isFalse();
        JsonNode schema = response.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            assertThat(reply.http().body()).isEmpty();
        } else {
            assertThat(wrongs(schema.path("$ref").asText(), reply.json()))
                    .as(method + " " + template)
                    .isEmpty();
        }
    }

    /** What of {@code answer} is not as the schema of this name says. */
    Set<ValidationMessage> wrongsOf(String schema, JsonNode answer) {
        return wrongs("#/components/schemas/" + schema, answer);
    }

    private Set<ValidationMessage> wrongs(String reference, JsonNode answer) {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        ObjectNode whole = json.createObjectNode().put("$ref", reference);
        whole.set("components", contract().path("components"));
        JsonSchema compiled = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("urn:postroom:contract"), whole, config);
        return compiled.validate(answer);
    }

    private JsonNode contract() {
        try {
            return json.readTree(Files.readAllBytes(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
