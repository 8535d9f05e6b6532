package io.postroom.core.trust;

import java.util.OptionalInt;

/** Comments in fields (RFC 5322 §3.2.2): in parentheses, with comments in them, and characters quoted by a backslash. */
public final class Comments {
    private static final int DEEPEST = 50;

    private Comments() {}

    /** The index behind the comment that begins at {@code begin}; empty if it has no end, or holds more than 50 in one another. */
    public static OptionalInt endOf(String text, int begin) {
        int depth = 0;
        for (int at = begin; at < text.length() && depth <= DEEPEST; at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
                if (depth == 0) {
                    return OptionalInt.of(at + 1);
                }
            }
        }
        return OptionalInt.empty();
    }
}
