package io.postroom.core.error;

import java.util.List;

/**
 * One thing that is wrong with a request.
 *
 * @param code a short machine word, such as {@code invalid_type}
 * @param path from the outermost field inwards, list indexes as decimal numbers; empty for the body as a whole
 * @param message a sentence for the caller; holds no internals
 */
public record Problem(String code, List<String> path, String message) {
    public Problem {
        path = List.copyOf(path);
    }

    /** A problem with one field at the top of the body, or with one query parameter. */
    public static Problem of(String field, String message) {
        return new Problem("invalid_value", List.of(field), message);
    }
}
