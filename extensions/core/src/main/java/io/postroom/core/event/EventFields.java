package io.postroom.core.event;

import io.postroom.core.domain.DomainFields;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFields;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.MessageRef;
import io.postroom.core.message.Timestamps;
import io.postroom.core.signal.OwnNames;
import io.postroom.core.thread.MessageOpener;
import io.postroom.core.thread.ThreadFields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What {@code /v0} shows of an event, the same on every transport; see {@link MessageFields}.
 *
 * <p>Thread-safe. Blocks while it reads the mailbox; an unreachable one shows as an {@link java.io.UncheckedIOException}.
 */
public final class EventFields {
    /** Fields of {@code message} that are left out of an event that is too large, step by step. */
    private static final List<List<String>> EXPENDABLE = List.of(
            List.of("safe_text"), // an addition of ours goes before what every client knows
            List.of("text", "html", "extracted_text", "extracted_html"),
            List.of("headers"));

    private final MessageOpener opener;

    public EventFields(Mailboxes mailboxes, MessageParser parser, OwnNames names) {
        this.opener = new MessageOpener(mailboxes, parser, names);
    }

    /**
     * The event with the message and thread as they were then, and the texts and headers that are in the mailbox now; without these if
     * the message is gone. A new map; the map under {@code message} may be changed too.
     */
    public Map<String, Object> of(MailEvent event) {
        return fields(event, message -> opener.open(message).fields());
    }

    /** As {@link #of}, without a look into the mailbox. */
    public static Map<String, Object> withoutTexts(MailEvent event) {
        return fields(event, MessageFields::full);
    }

    /**
     * The event as text, of at most {@code octets} in UTF-8 wherever leaving out texts and then headers of the message suffices for that.
     *
     * @param fields as {@link #of} gave them; may be changed
     */
    public static String fitting(Map<String, Object> fields, int octets, Function<Map<String, Object>, String> writer) {
        String text = writer.apply(fields);
        for (List<String> names : EXPENDABLE) {
            if (isLonger(text, octets) && fields.get("message") instanceof Map<?, ?> message) {
                names.forEach(message::remove);
                text = writer.apply(fields);
            }
        }
        return text;
    }

    private static boolean isLonger(String text, int octets) {
        return text.length() > octets || text.getBytes(StandardCharsets.UTF_8).length > octets;
    }

    private static Map<String, Object> fields(MailEvent event, Function<Message, Map<String, Object>> full) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "event");
        fields.put("event_type", event.type().wireName());
        fields.put("event_id", event.id().value());
        if (event.body() instanceof EventBody.Received received) {
            fields.put("message", full.apply(received.message()));
            fields.put("thread", ThreadFields.item(received.thread()));
        }
        if (event.body() instanceof EventBody.DomainVerified verified) {
            fields.put("domain", DomainFields.full(verified.domain()));
        }
        if (event.body() instanceof EventBody.Sent sent) {
            fields.put("send", outcome(event, sent.message(), sent.recipients()));
        }
        if (event.body() instanceof EventBody.Delivered delivered) {
            fields.put("delivery", outcome(event, delivered.message(), delivered.recipients()));
        }
        if (event.body() instanceof EventBody.Bounced bounced) {
            fields.put("bounce", bounce(event, bounced));
        }
        if (event.body() instanceof EventBody.Complained complained) {
            fields.put("complaint", complaint(event, complained));
        }
        if (event.body() instanceof EventBody.Rejected rejected) {
            fields.put("reject", rejection(event, rejected));
        }
        if (event.body() instanceof EventBody.SenderVerified verified) {
            fields.put("sender", sender(event, verified));
        }
        return fields;
    }

    private static Map<String, Object> outcome(MailEvent event, MessageRef message, List<?> recipients) {
        Map<String, Object> fields = about(event, message);
        fields.put("recipients", recipients);
        return fields;
    }

    private static Map<String, Object> about(MailEvent event, MessageRef message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("inbox_id", message.inbox().value());
        fields.put("thread_id", message.thread().toString());
        fields.put("message_id", message.id().value());
        fields.put("timestamp", Timestamps.format(event.at()));
        return fields;
    }

    private static Map<String, Object> bounce(MailEvent event, EventBody.Bounced bounced) {
        List<Map<String, String>> recipients = bounced.recipients().stream()
                .map(recipient -> Map.of("address", recipient.address(), "status", recipient.status()))
                .toList();
        Map<String, Object> fields = outcome(event, bounced.message(), recipients);
        fields.put("type", bounced.permanent() ? "Permanent" : "Transient");
        fields.put("sub_type", bounced.subType());
        return fields;
    }

    /** RFC 5965 has one word for a complaint: there is no finer one. */
    private static Map<String, Object> complaint(MailEvent event, EventBody.Complained complained) {
        Map<String, Object> fields = outcome(event, complained.message(), complained.recipients());
        fields.put("type", complained.kind());
        fields.put("sub_type", "General");
        return fields;
    }

    private static Map<String, Object> rejection(MailEvent event, EventBody.Rejected rejected) {
        Map<String, Object> fields = about(event, rejected.message());
        fields.put("reason", rejected.reason());
        return fields;
    }

    private static Map<String, Object> sender(MailEvent event, EventBody.SenderVerified verified) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("inbox_id", verified.inbox().value());
        fields.put("address", verified.address());
        fields.put("method", verified.way());
        fields.put(
                "message_ids",
                verified.messages().stream().map(MessageId::value).toList());
        fields.put("timestamp", Timestamps.format(event.at()));
        return fields;
    }
}
