package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.account.Permission;
import io.postroom.core.event.EventType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private JsonNode description = new ObjectMapper().missingNode();

    @BeforeEach
    void read() throws IOException {
        description = new ObjectMapper().readTree(ApiDescription.json());
    }

    /** An operation and the path it belongs to. */
    private record Operation(String path, JsonNode item, JsonNode node) {}

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = description.path("paths");
        paths.fieldNames()
                .forEachRemaining(path -> Stream.of("get", "put", "post", "patch", "delete")
                        .filter(paths.path(path)::has)
                        .forEach(method -> operations.add(new Operation(
                                path, paths.path(path), paths.path(path).path(method)))));
        return operations;
    }

    private List<String> references() {
        return description.findValuesAsText("$ref");
    }

    @Test
    void isOpenApi() {
        assertThat(description.path("openapi").asText()).startsWith("3.1.");
        assertThat(operations()).hasSizeGreaterThan(50);
    }

    @Test
    void refersOnlyToWhatIsThere() {
        assertThat(references())
                .allMatch(reference -> reference.startsWith("#/"))
                .allMatch(reference -> !description.at(reference.substring(1)).isMissingNode());
    }

    @Test
    void hasNothingThatNobodyRefersTo() {
        JsonNode components = description.path("components");
        for (String kind : List.of("parameters", "responses", "schemas")) {
            components
                    .path(kind)
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(references()).contains("#/components/" + kind + "/" + name));
        }
    }

    @Test
    void namesAndSumsUpEachOperationOnce() {
        assertThat(operations())
                .extracting(operation -> operation.node().path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(operations())
                .extracting(operation -> operation.node().path("summary").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates()
                .noneMatch(summary -> summary.endsWith("."));
    }

    @Test
    void declaresTheParametersOfEachPath() {
        for (Operation operation : operations()) {
            Set<String> declared = new TreeSet<>();
            Consumer<JsonNode> declare = parameter -> {
                JsonNode node = parameter.has("$ref")
                        ? description.at(parameter.path("$ref").asText().substring(1))
                        : parameter;
                if (node.path("in").asText().equals("path")) {
                    declared.add(node.path("name").asText());
                }
            };
            operation.item().path("parameters").forEach(declare);
            operation.node().path("parameters").forEach(declare);

            assertThat(declared)
                    .as(operation.path())
                    .isEqualTo(PARAMETER
                            .matcher(operation.path())
                            .results()
                            .map((MatchResult result) -> result.group(1))
                            .collect(Collectors.toSet()));
        }
    }

    /** Where objects are put together by {@code allOf}, tests could not tell a field that is missing from the description. */
    @Test
    void spellsOutEachObject() {
        assertThat(description.findValues("allOf")).isEmpty();
    }

    @Test
    void knowsEachPermissionAndEventType() {
        Set<String> permissions = new TreeSet<>();
        description.at("/components/schemas/Permissions/properties").fields().forEachRemaining(field -> {
            if (!field.getValue().path("deprecated").asBoolean()) {
                permissions.add(field.getKey());
            }
        });
        List<String> types = new ArrayList<>();
        description.at("/components/schemas/EventType/enum").forEach(type -> types.add(type.asText()));

        assertThat(permissions)
                .isEqualTo(Arrays.stream(Permission.values())
                        .map(Permission::wireName)
                        .collect(Collectors.toSet()));
        assertThat(types)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
    }

    @Test
    void hasATagForEachPiece() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(ApiDescription.class.getResource("/openapi"))
                .toURI());
        Set<String> expected = new TreeSet<>(description.path("tags").findValuesAsText("name"));
        expected.addAll(List.of("v0", "common"));

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
