package io.postroom.routes;

import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, read from its text: asking the servlet container for them would let it swallow the body of a request
 * that calls itself a form.
 */
public final class Query {
    private static final int MAX_DIGITS = 9;

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    /** @param text what follows the question mark; null if there is none */
    public Query(@Nullable String text) {
        if (text == null) {
            return;
        }
        int begin = 0;
        while (begin <= text.length()) {
            int and = text.indexOf('&', begin);
            int end = and < 0 ? text.length() : and;
            add(text.substring(begin, end));
            begin = end + 1;
        }
    }

    private void add(String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = PercentCoding.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : PercentCoding.decodeQuery(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** The first value of the parameter; empty if it is absent or has no text. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst().filter(value -> !value.isEmpty());
    }

    /**
     * The parameter as a number; one of very many digits is the greatest or the least there is.
     *
     * @throws RefusedException if it is none
     */
    public Optional<Integer> wholeNumber(String name) {
        return first(name).map(text -> wholeNumber(text, name));
    }

    private static int wholeNumber(String text, String name) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalidType(name, name + " must be a whole number");
        }
        int value = digits.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
        return digits.length() < text.length() ? -value : value;
    }

    /**
     * The parameter as {@code true} or {@code false}, whatever their case.
     *
     * @throws RefusedException if it is neither
     */
    public Optional<Boolean> flag(String name) {
        return first(name).map(text -> {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return text.equalsIgnoreCase("true");
            }
            throw invalidType(name, name + " must be true or false");
        });
    }

    /** The refusal of a parameter that is of another type. */
    public static RefusedException invalidType(String name, String message) {
        return new RefusedException(
                Reason.INVALID, message, List.of(new Problem("invalid_type", List.of(name), message)), List.of());
    }

    /** Every value of the parameter, in order. */
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }
}
