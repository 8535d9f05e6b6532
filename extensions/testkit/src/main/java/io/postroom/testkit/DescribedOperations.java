package io.postroom.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

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
     */
    record Operation(String method, String path, JsonNode node) {
        String name() {
            return method + " " + path;
        }

        private int parameters() {
            return (int) PARAMETER.matcher(path).results().count();
        }

        /** @param messageId a regular expression of what that parameter may hold; {@code other}: what all others may */
        private boolean takes(String sent, String messageId, String other) {
            String[] literal = PARAMETER.split(path, -1);
            List<String> names =
                    PARAMETER.matcher(path).results().map(MatchResult::group).toList();
            StringBuilder expression = new StringBuilder(Pattern.quote(literal[0]));
            for (int i = 1; i < literal.length; i++) {
                expression
                        .append(expression(names.get(i - 1), messageId, other))
                        .append(Pattern.quote(literal[i]));
            }
            return sent.matches(expression.toString());
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
                                new Operation(method, path, paths.path(path).path(method)))));
        operations.sort(Comparator.comparingInt(Operation::parameters)
                .thenComparing(operation -> -operation.path().length()));
    }

    /**
     * The one with the fewest parameters. An id whose slashes are not encoded is found if no other operation is meant; a message id is, in
     * any case, all that stands between its brackets.
     */
    Optional<Operation> find(String method, String path) {
        return find(method, path, BRACKETED, SEGMENT)
                .or(() -> find(method, path, SEGMENT, SEGMENT))
                .or(() -> find(method, path, ANYTHING, ANYTHING));
    }

    private Optional<Operation> find(String method, String path, String messageId, String other) {
        String wanted = method.toLowerCase(Locale.ROOT);
        return operations.stream()
                .filter(operation -> operation.method().equals(wanted))
                .filter(operation -> operation.takes(path, messageId, other))
                .findFirst();
    }
}
