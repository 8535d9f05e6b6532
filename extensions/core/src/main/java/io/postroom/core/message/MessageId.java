package io.postroom.core.message;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a message within its inbox: a Message-ID in angle brackets (RFC 5322 §3.6.4), {@code <abc@example.com>}.
 *
 * <p>Mail in the wild breaks the grammar, so any visible characters without white space or brackets are taken between the brackets.
 */
public record MessageId(String value) {
    private static final int MAX_OCTETS = 996; // RFC 5322 §2.1.1: a line has 998 characters
    private static final Pattern FORM = Pattern.compile("<[^\\s<>\\p{Cntrl}]+>");

    /** @throws IllegalArgumentException if {@code value} has no such form */
    public MessageId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a message id");
        }
    }

    /** The id that {@code text} spells, white space around it left out; empty if it spells none. */
    public static Optional<MessageId> tryParse(String text) {
        String trimmed = text.trim();
        return isValid(trimmed) ? Optional.of(new MessageId(trimmed)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_OCTETS && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
