package io.postroom.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The operations of a description in OpenAPI, to be found by the path of a request. */
final class DescribedOperations {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final String SEGMENT = "[^/]+";
    private static final String ANYTHING = ".+";
    private static final String BRACKETED = "(?:%3[Cc]|<).*(?:%3[Ee]|>)";
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    /**
     * One operation.
     *
     * @param method in lower case
     * @param path with the names of its parameters in braces
     * @param shapes what its path may look like when it is sent, the strictest first: {@link Operation#SHAPES} of them
     */
    record Operation(String method, String path, JsonNode node, List<Pattern> shapes) {
        private static final int SHAPES = 3;

        static Operation of(String method, String path, JsonNode node) {
            List<Pattern> shapes = List.of(
                    shape(path, BRACKETED, SEGMENT), shape(path, SEGMENT, SEGMENT), shape(path, ANYTHING, ANYTHING));
            return new Operation(method, path, node, shapes);
        }

        String name() {
            return method + " " + path;
        }

        private int parameters() {
            return (int) PARAMETER.matcher(path).results().count();
        }

        /** @param messageId a regular expression of what that parameter may hold; {@code other}: what all others may */
        private static Pattern shape(String path, String messageId, String other) {
            String[] literal = PARAMETER.split(path, -1);
            List<String> names =
                    PARAMETER.matcher(path).results().map(MatchResult::group).toList();
            StringBuilder expression = new StringBuilder(Pattern.quote(literal[0]));
            for (int i = 1; i < literal.length; i++) {
                expression
                        .append(expression(names.get(i - 1), messageId, other))
                        .append(Pattern.quote(literal[i]));
            }
            return Pattern.compile(expression.toString());
        }

        /** The entry of a list is the rest of its path; the words before it have no slash. */
        private static String expression(String name, String messageId, String other) {
            return switch (name) {
                case "{message_id}" -> messageId;
                case "{entry}" -> ANYTHING;
                case "{direction}", "{type}" -> SEGMENT;
                default -> other;
            };
        }
    }

    private final List<Operation> operations = new ArrayList<>();

    DescribedOperations(JsonNode paths) {
        paths.fieldNames()
                .forEachRemaining(path -> METHODS.stream()
                        .filter(paths.path(path)::has)
                        .forEach(method -> operations.add(
                                Operation.of(method, path, paths.path(path).path(method)))));
        operations.sort(Comparator.comparingInt(Operation::parameters)
                .thenComparing(operation -> -operation.path().length()));
    }

    /**
     * The one with the fewest parameters. An id whose slashes are not encoded is found if no other operation is meant; a message id is, in
     * any case, all that stands between its brackets.
     */
    Optional<Operation> find(String method, String path) {
        String wanted = method.toLowerCase(Locale.ROOT);
        List<Operation> candidates = operations.stream()
                .filter(operation -> operation.method().equals(wanted))
                .toList();
        return IntStream.range(0, Operation.SHAPES)
                .boxed()
                .flatMap(shape -> candidates.stream()
                        .filter(operation ->
                                operation.shapes().get(shape).matcher(path).matches()))
                .findFirst();
    }
}
