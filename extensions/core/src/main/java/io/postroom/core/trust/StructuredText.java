package io.postroom.core.trust;

/** Reads a structured field body (RFC 5322 §3.2) from left to right. Not thread-safe. */
final class StructuredText {
    private final String text;
    private int at;

    StructuredText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** Passes over white space, line ends and comments; throws {@link MalformedFieldException} at a comment without an end. */
    void skipComments() {
        while (!isAtEnd()) {
            char c = text.charAt(at);
            if (c == '(') {
                skipComment();
            } else if (isSpace(c)) {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipComment() {
        at = Comments.endOf(text, at)
                .orElseThrow(() -> new MalformedFieldException("a comment without an end, or too many in one another"));
    }

    /** Passes over {@code c} if it comes next, after white space and comments. */
    boolean skip(char c) {
        skipComments();
        if (isAtEnd() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char c) {
        if (!skip(c)) {
            throw new MalformedFieldException("no '" + c + "' where there should be one");
        }
    }

    /** The quoted string, or else the characters up to one of {@code ends}, white space or a comment; throws if there are none. */
    String value(String ends) {
        skipComments();
        if (!isAtEnd() && text.charAt(at) == '"') {
            return quoted();
        }
        int begin = at;
        while (!isAtEnd()
                && !isSpace(text.charAt(at))
                && text.charAt(at) != '('
                && text.charAt(at) != '"'
                && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (begin == at) {
            throw new MalformedFieldException("no value where there should be one");
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                c = text.charAt(at);
            }
            if (c != '\r' && c != '\n') { // the end of a folded line is no part of the value, RFC 5322 §3.2.4
                value.append(c);
            }
        }
        throw new MalformedFieldException("a quoted string without an end");
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
