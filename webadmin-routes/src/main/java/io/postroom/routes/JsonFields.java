package io.postroom.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object in the body of a request, read field by field. A value of another type than asked for, {@code null} among them, is refused
 * with the path of its field; fields nobody asks for are ignored.
 */
public final class JsonFields {
    private final ObjectNode node;
    private final List<String> path;

    private JsonFields(ObjectNode node, List<String> path) {
        this.node = node;
        this.path = path;
    }

    /** The texts of a JSON array, wherever it stands; {@code name} is what problems call it. */
    public static List<String> texts(String json, String name) {
        return list(Json.read(json.getBytes(StandardCharsets.UTF_8)), List.of(name), text -> text);
    }

    /** The object that {@code json} is. */
    public static JsonFields of(String json) {
        return of(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    static JsonFields of(JsonNode body) {
        return object(body, List.of());
    }

    private static JsonFields object(JsonNode node, List<String> path) {
        if (node instanceof ObjectNode object) {
            return new JsonFields(object, path);
        }
        throw wrongType("object", node, path);
    }

    /** The same without the fields, at any depth, that are {@code null}; for dialects in which that means the same as nothing. */
    public JsonFields withoutNulls() {
        ObjectNode copy = node.deepCopy();
        removeNulls(copy);
        return new JsonFields(copy, path);
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Iterator<JsonNode> values = object.elements();
            while (values.hasNext()) {
                if (values.next().isNull()) {
                    values.remove();
                }
            }
        }
        node.forEach(JsonFields::removeNulls);
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** Whether the field is there and {@code null}. */
    public boolean isNull(String name) {
        return node.path(name).isNull();
    }

    public List<String> names() {
        List<String> names = new ArrayList<>(node.size());
        Iterator<String> all = node.fieldNames();
        all.forEachRemaining(names::add);
        return names;
    }

    public Optional<String> text(String name) {
        return optional(name, JsonFields::text);
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> wrongType("string", node.path(name), pathOf(name)));
    }

    /** A text that has a meaning. What {@code parse} throws, an {@link IllegalArgumentException} say, becomes a problem of this field. */
    public <T> Optional<T> value(String name, Function<String, T> parse) {
        return text(name).map(text -> parsed(text, parse, pathOf(name)));
    }

    public Optional<Boolean> flag(String name) {
        return optional(name, (value, at) -> {
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            throw wrongType("boolean", value, at);
        });
    }

    /** A whole number, as {@code 5} or {@code 5.0}. */
    public Optional<Long> wholeNumber(String name) {
        return optional(name, (value, at) -> {
            if (!value.isNumber()) {
                throw wrongType("integer", value, at);
            }
            if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
                throw refused("invalid_value", at, "not a whole number");
            }
            return value.longValue();
        });
    }

    public Optional<Instant> time(String name) {
        return value(name, Times::parse);
    }

    public Optional<JsonFields> object(String name) {
        return optional(name, JsonFields::object);
    }

    /** The objects of a list; none if the field is not there. */
    public List<JsonFields> objects(String name) {
        return optional(name, (value, at) -> {
                    if (!value.isArray()) {
                        throw wrongType("array", value, at);
                    }
                    List<JsonFields> objects = new ArrayList<>(value.size());
                    for (int i = 0; i < value.size(); i++) {
                        objects.add(object(value.get(i), child(at, String.valueOf(i))));
                    }
                    return objects;
                })
                .orElse(List.of());
    }

    public Optional<List<String>> texts(String name) {
        return values(name, text -> text);
    }

    public List<String> requiredTexts(String name) {
        return texts(name).orElseThrow(() -> wrongType("array", node.path(name), pathOf(name)));
    }

    /** A list of texts, each with a meaning; see {@link #value}. */
    public <T> Optional<List<T>> values(String name, Function<String, T> parse) {
        return optional(name, (value, at) -> list(value, at, parse));
    }

    /** As {@link #values}; one text stands for a list of it. */
    public <T> Optional<List<T>> oneOrMore(String name, Function<String, T> parse) {
        return optional(
                name,
                (value, at) ->
                        value.isTextual() ? List.of(parsed(text(value, at), parse, at)) : list(value, at, parse));
    }

    /** An object whose values are all texts. */
    public Optional<Map<String, String>> textMap(String name) {
        return object(name).map(object -> {
            Map<String, String> texts = new LinkedHashMap<>();
            object.names().forEach(key -> texts.put(key, object.requiredText(key)));
            return texts;
        });
    }

    /** A value that is a text, a number or a boolean. */
    public <T> T scalar(
            String name, Function<String, T> text, Function<BigDecimal, T> number, Function<Boolean, T> flag) {
        JsonNode value = node.path(name);
        if (value.isTextual()) {
            return text.apply(text(value, pathOf(name)));
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return number.apply(value.decimalValue());
        }
        if (value.isBoolean()) {
            return flag.apply(value.booleanValue());
        }
        throw wrongType("string, number or boolean", value, pathOf(name));
    }

    /** A problem of one field of this object. */
    public RefusedException problem(String name, String code, String message) {
        return refused(code, pathOf(name), message);
    }

    private <T> Optional<T> optional(String name, Read<T> read) {
        JsonNode value = node.get(name);
        return value == null ? Optional.empty() : Optional.of(read.apply(value, pathOf(name)));
    }

    private interface Read<T> {
        T apply(JsonNode value, List<String> path);
    }

    private static <T> List<T> list(JsonNode value, List<String> path, Function<String, T> parse) {
        if (!value.isArray()) {
            throw wrongType("array", value, path);
        }
        List<T> items = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            List<String> at = child(path, String.valueOf(i));
            items.add(parsed(text(value.get(i), at), parse, at));
        }
        return items;
    }

    private static String text(JsonNode value, List<String> path) {
        if (!value.isTextual()) {
            throw wrongType("string", value, path);
        }
        String text = value.textValue();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw refused("invalid_value", path, "half of a surrogate pair stands alone");
        }
        return text;
    }

    private static <T> T parsed(String text, Function<String, T> parse, List<String> path) {
        try {
            return parse.apply(text);
        } catch (RefusedException | IllegalArgumentException e) {
            String message = e.getMessage();
            throw refused("invalid_value", path, message == null ? "not allowed" : message);
        }
    }

    private List<String> pathOf(String name) {
        return child(path, name);
    }

    private static List<String> child(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static RefusedException wrongType(String expected, JsonNode value, List<String> path) {
        String received =
                value.isMissingNode() ? "nothing" : value.getNodeType().name().toLowerCase(Locale.ROOT);
        return refused("invalid_type", path, "expected " + expected + ", received " + received);
    }

    private static RefusedException refused(String code, List<String> path, String message) {
        String where = path.isEmpty() ? "The body" : String.join(".", path);
        return new RefusedException(
                Reason.INVALID, where + ": " + message, List.of(new Problem(code, path, message)), List.of());
    }
}
