package io.postroom.core.extract;

/**
 * Where something stands in a message.
 *
 * @param span within that field as {@code /v0} shows it
 */
public record Place(Field field, Span span) {
    /** A field of a message that holds text. */
    public enum Field {
        SUBJECT,
        TEXT,
        HTML
    }
}
