package io.postroom.core.send;

import io.postroom.core.message.MessageId;
import java.time.Instant;
import java.util.List;

/**
 * Everything that is written into a message.
 *
 * @param references oldest first (RFC 5322 §3.6.4), the message that is answered last; empty for a message that answers none
 * @param answers whether the last of {@code references} goes into {@code In-Reply-To}
 */
public record Letter(
        MessageId id,
        Instant date,
        Address from,
        Addressees recipients,
        Content content,
        List<MessageId> references,
        boolean answers) {
    public Letter {
        references = List.copyOf(references);
    }

    Letter withContent(Content other) {
        return new Letter(id, date, from, recipients, other, references, answers);
    }

    /** As it travels (RFC 5322 §3.6.3): those in {@code Bcc} get it, and nobody reads of them. */
    public Letter forTheWire() {
        return new Letter(id, date, from, recipients.withoutBcc(), content, references, answers);
    }
}
