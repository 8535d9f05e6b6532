package io.postroom.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What a {@link Dialect} is, in OpenAPI 3.1: put together from the pieces in its directory on the class path, of which each tag of its frame
 * names one.
 *
 * <p>An operation gets the tag of its piece, the parameters of its path, and those answers of {@code common.yaml} that it does not name itself.
 */
public final class ApiDescription {
    private static final String COMPONENTS = "components";
    private static final String PATHS = "paths";
    private static final String PARAMETERS = "parameters";
    private static final String RESPONSES = "responses";

    private final ObjectMapper json = new ObjectMapper();
    private final String directory;
    private final ObjectNode whole;
    private final ObjectNode components;
    private final ObjectNode paths = json.createObjectNode();
    private final JsonNode answers;

    private ApiDescription(Dialect dialect) {
        directory = dialect.directory();
        whole = read(dialect.frame());
        components = (ObjectNode) whole.path(COMPONENTS);
        ObjectNode common = read("common");
        answers = common.path("x-answers");
        add(common.path(COMPONENTS), components);
        whole.path("tags").findValuesAsText("name").forEach(this::addPiece);
        whole.set(PATHS, paths);
    }

    /**
     * The description as JSON in UTF-8. Reads and puts together each time, so whoever shows it keeps it.
     *
     * @throws IllegalStateException if a piece is missing, or two say what one thing is
     */
    public static byte[] json(Dialect dialect) {
        return Json.write(new ApiDescription(dialect).whole);
    }

    private ObjectNode read(String piece) {
        try (InputStream in = ApiDescription.class.getResourceAsStream(directory + piece + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("there is no piece " + piece);
            }
            LoadSettings settings = LoadSettings.builder().setLabel(piece).build();
            return json.valueToTree(new Load(settings).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addPiece(String name) {
        ObjectNode piece = read(name);
        for (JsonNode item : piece.path(PATHS)) {
            JsonNode shared = item.path(PARAMETERS);
            ((ObjectNode) item).remove(PARAMETERS);
            for (JsonNode operation : item) {
                complete((ObjectNode) operation, name, shared);
            }
        }
        add(piece.path(PATHS), paths);
        add(piece.path(COMPONENTS), components);
    }

    /** @param shared parameters of each operation of the path; the viewer does not follow references there */
    private void complete(ObjectNode operation, String tag, JsonNode shared) {
        operation.putArray("tags").add(tag);
        ArrayNode parameters = json.createArrayNode();
        shared.forEach(parameters::add);
        operation.path(PARAMETERS).forEach(parameters::add);
        operation.set(PARAMETERS, parameters);
        Map<String, JsonNode> responses = new TreeMap<>();
        put(answers.path("always"), responses);
        if (!operation.has("security")) {
            put(answers.path("keyed"), responses);
        }
        if (operation.has("requestBody")) {
            put(answers.path("with-body"), responses);
        }
        put(operation.path(RESPONSES), responses);
        operation.set(RESPONSES, json.createObjectNode().setAll(responses));
    }

    private static void put(JsonNode from, Map<String, JsonNode> to) {
        names(from).forEach(name -> to.put(name, from.path(name)));
    }

    /** Adds the methods of each path, or the components of each kind. */
    private static void add(JsonNode from, ObjectNode to) {
        for (String group : names(from)) {
            ObjectNode known = to.get(group) instanceof ObjectNode there ? there : to.putObject(group);
            for (String name : names(from.path(group))) {
                JsonNode one = from.path(group).path(name);
                if (known.has(name) && !known.path(name).equals(one)) {
                    throw new IllegalStateException("two pieces say what " + name + " of " + group + " is");
                }
                known.set(name, one);
            }
        }
    }

    private static Iterable<String> names(JsonNode node) {
        return node::fieldNames;
    }
}
