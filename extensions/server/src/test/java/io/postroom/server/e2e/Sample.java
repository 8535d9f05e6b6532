package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What InboxAI's reference shows as an answer. An answer is like it if it has the same keys with values of the same types; an empty list or
 * object in the sample is like any.
 */
record Sample(String name, JsonNode shape) {
    private static final JsonNode ALL = read();

    private static JsonNode read() {
        try (InputStream in = Sample.class.getResourceAsStream("/inboxai/samples.json")) {
            return RestClient.parse(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Sample of(String name) {
        return new Sample(name, Objects.requireNonNull(ALL.get(name), name));
    }

    /** The answer, which must be like this. */
    JsonNode check(JsonNode answer) {
        List<String> differences = new ArrayList<>();
        compare(name, shape, answer, differences);
        if (!differences.isEmpty()) {
            throw new AssertionError(differences + " in " + answer);
        }
        return answer;
    }

    private static void compare(String at, JsonNode sample, JsonNode answer, List<String> differences) {
        if (sample.getNodeType() != answer.getNodeType()) {
            differences.add(at + ": " + answer.getNodeType() + " instead of " + sample.getNodeType());
        } else if (sample.getNodeType() == JsonNodeType.ARRAY) {
            compareItems(at, sample, answer, differences);
        } else if (sample.getNodeType() == JsonNodeType.OBJECT && !sample.isEmpty()) {
            if (!names(sample).equals(names(answer))) {
                differences.add(at + ": " + names(answer) + " instead of " + names(sample));
            }
            names(sample).stream()
                    .filter(answer::has)
                    .forEach(field -> compare(at + "." + field, sample.get(field), answer.get(field), differences));
        }
    }

    /** Each item is like one of the sample's. */
    private static void compareItems(String at, JsonNode sample, JsonNode answer, List<String> differences) {
        for (JsonNode item : answer) {
            List<String> fewest = new ArrayList<>();
            boolean alike = sample.isEmpty();
            for (JsonNode shape : sample) {
                List<String> wrong = new ArrayList<>();
                compare(at + "[]", shape, item, wrong);
                alike = alike || wrong.isEmpty();
                fewest = fewest.isEmpty() || wrong.size() < fewest.size() ? wrong : fewest;
            }
            if (!alike) {
                differences.addAll(fewest);
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
