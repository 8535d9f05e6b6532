package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.account.Permission;
import io.postroom.core.event.EventType;
import io.postroom.routes.ApiDescription;
import io.postroom.routes.Dialect;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiDescriptionTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    private static JsonNode read(Dialect dialect) throws IOException {
        return new ObjectMapper().readTree(ApiDescription.json(dialect));
    }

    /** An operation and the path it belongs to. */
    private record Operation(String path, JsonNode item, JsonNode node) {}

    private static List<Operation> operations(JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        JsonNode paths = description.path("paths");
        paths.fieldNames()
                .forEachRemaining(path -> Stream.of("get", "put", "post", "patch", "delete")
                        .filter(paths.path(path)::has)
                        .forEach(method -> operations.add(new Operation(
                                path, paths.path(path), paths.path(path).path(method)))));
        return operations;
    }

    private static List<String> references(JsonNode description) {
        return description.findValuesAsText("$ref");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void isOpenApi(Dialect dialect) throws IOException {
        JsonNode description = read(dialect);
        assertThat(description.path("openapi").asText()).startsWith("3.1.");
        assertThat(operations(description)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refersOnlyToWhatIsThere(Dialect dialect) throws IOException {
        JsonNode description = read(dialect);
        assertThat(references(description))
                .allMatch(reference -> reference.startsWith("#/"))
                .allMatch(reference -> !description.at(reference.substring(1)).isMissingNode());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void hasNothingThatNobodyRefersTo(Dialect dialect) throws IOException {
        JsonNode description = read(dialect);
        JsonNode components = description.path("components");
        for (String kind : List.of("parameters", "responses", "schemas")) {
            components
                    .path(kind)
                    .fieldNames()
                    .forEachRemaining(
                            name -> assertThat(references(description)).contains("#/components/" + kind + "/" + name));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void namesAndSumsUpEachOperationOnce(Dialect dialect) throws IOException {
        JsonNode description = read(dialect);
        assertThat(operations(description))
                .extracting(operation -> operation.node().path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(operations(description))
                .extracting(operation -> operation.node().path("summary").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates()
                .noneMatch(summary -> summary.endsWith("."));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void declaresTheParametersOfEachPath(Dialect dialect) throws IOException {
        JsonNode description = read(dialect);
        for (Operation operation : operations(description)) {
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
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void spellsOutEachObject(Dialect dialect) throws IOException {
        JsonNode description = read(dialect);
        assertThat(description.findValues("allOf")).isEmpty();
    }

    @Test
    void knowsEachPermissionAndEventType() throws IOException {
        JsonNode description = read(Dialect.V0);
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

    @ParameterizedTest
    @CsvSource({"V0, /openapi, v0", "INBOX_AI, /openapi/inboxai, inboxai", "ASSMBL, /openapi/assmbl, assmbl"})
    void hasATagForEachPiece(Dialect dialect, String place, String frame) throws IOException, URISyntaxException {
        Path directory = Path.of(
                Objects.requireNonNull(ApiDescription.class.getResource(place)).toURI());
        Set<String> expected = new TreeSet<>(read(dialect).path("tags").findValuesAsText("name"));
        expected.addAll(List.of(frame, "common"));

        try (Stream<Path> files = Files.list(directory).filter(Files::isRegularFile)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }
}
