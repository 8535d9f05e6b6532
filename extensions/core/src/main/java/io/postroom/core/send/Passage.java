package io.postroom.core.send;

import io.postroom.core.message.MessageId;
import java.util.List;
import java.util.UUID;

/**
 * Names one of the mails that may carry out the same letter; see {@link Passages}.
 *
 * @param letter the id that was settled for the letter, the same for all of them
 * @param mail this one
 * @param scheduled whether it waits before it leaves, and can be cancelled until then
 */
public record Passage(MessageId letter, UUID mail, boolean scheduled) {
    private static final String SCHEDULED = "scheduled";
    private static final String AT_ONCE = "at once";

    /** What {@link #write} has written. */
    public static Passage read(List<String> parts) {
        return new Passage(
                new MessageId(parts.get(0)),
                UUID.fromString(parts.get(1)),
                parts.get(2).equals(SCHEDULED));
    }

    public List<String> write() {
        return List.of(letter.value(), mail.toString(), scheduled ? SCHEDULED : AT_ONCE);
    }
}
