package io.postroom.core.event;

import io.postroom.core.domain.DomainFields;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFields;
import io.postroom.core.message.MessageParser;
import io.postroom.core.thread.ThreadFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code /v0} shows of an event, the same on every transport; see {@link MessageFields}.
 *
 * <p>Thread-safe. Blocks while it reads the mailbox; an unreachable one shows as an {@link java.io.UncheckedIOException}.
 */
public final class EventFields {
    private final Mailboxes mailboxes;
    private final MessageParser parser;

    public EventFields(Mailboxes mailboxes, MessageParser parser) {
        this.mailboxes = mailboxes;
        this.parser = parser;
    }

    /**
     * The event with the message and thread as they were then, and the texts and headers that are in the mailbox now; without these if
     * the message is gone. A new map; the map under {@code message} may be changed too.
     */
    public Map<String, Object> of(MailEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "event");
        fields.put("event_type", event.type().wireName());
        fields.put("event_id", event.id().value());
        if (event.body() instanceof EventBody.Received received) {
            fields.put("message", full(received.message()));
            fields.put("thread", ThreadFields.item(received.thread()));
        }
        if (event.body() instanceof EventBody.DomainVerified verified) {
            fields.put("domain", DomainFields.full(verified.domain()));
        }
        return fields;
    }

    private Map<String, Object> full(Message message) {
        return mailboxes
                .find(message.inbox(), message.mailboxId())
                .map(stored -> MessageFields.full(message, parser.parse(stored.raw())))
                .orElseGet(() -> MessageFields.full(message));
    }
}
