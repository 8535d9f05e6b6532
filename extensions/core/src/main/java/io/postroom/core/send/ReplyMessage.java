package io.postroom.core.send;

import java.time.Duration;
import java.util.List;

/**
 * An answer to a message.
 *
 * @param recipients instead of whoever sent the message; empty lists to answer the sender
 * @param copied who gets it as well, in {@code Cc}
 * @param all whether everybody who got the message gets the answer; then there are no recipients of its own
 * @param delay as of a {@link SendMessage}
 */
public record ReplyMessage(Addressees recipients, List<Address> copied, boolean all, Content content, Duration delay) {
    public ReplyMessage {
        copied = List.copyOf(copied);
    }

    /** An answer that nobody gets as well. */
    public ReplyMessage(Addressees recipients, boolean all, Content content, Duration delay) {
        this(recipients, List.of(), all, content, delay);
    }

    /** An answer that leaves at once. */
    public ReplyMessage(Addressees recipients, boolean all, Content content) {
        this(recipients, all, content, Duration.ZERO);
    }
}
