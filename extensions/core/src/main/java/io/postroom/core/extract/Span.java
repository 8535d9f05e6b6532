package io.postroom.core.extract;

/**
 * A stretch of a text, in UTF-16 code units, as {@link String#substring} takes them.
 *
 * @param end the first one behind it
 */
public record Span(int start, int end) {
    /** @throws IllegalArgumentException if it ends before it starts */
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no stretch from " + start + " to " + end);
        }
    }

    public int length() {
        return end - start;
    }

    boolean contains(int from, int to) {
        return start <= from && to <= end;
    }
}
