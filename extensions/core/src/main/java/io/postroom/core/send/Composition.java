package io.postroom.core.send;

import io.postroom.core.message.MessageId;
import java.time.Instant;
import java.util.List;

/**
 * What goes into a message, before it has an id and a date.
 *
 * @param recipients may be nobody yet
 * @param references see {@link Letter}
 * @param answers see {@link Letter}
 */
public record Composition(Addressees recipients, Content content, List<MessageId> references, boolean answers) {
    public Composition {
        references = List.copyOf(references);
    }

    public Letter letter(MessageId id, Instant date, Address from) {
        return new Letter(id, date, from, recipients, content, references, answers);
    }
}
