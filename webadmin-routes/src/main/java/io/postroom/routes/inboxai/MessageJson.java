package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.thread.OpenedMessage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages as {@code /api/v0} shows them. */
final class MessageJson {
    /** Fields that others of the answer tell, those that say how the octets are written, and verdicts of others; in lower case. */
    private static final Set<String> HIDDEN_HEADERS = Set.of(
            "authentication-results",
            "bcc",
            "cc",
            "content-disposition",
            "content-transfer-encoding",
            "content-type",
            "date",
            "from",
            "in-reply-to",
            "message-id",
            "mime-version",
            "references",
            "reply-to",
            "subject",
            "to");

    private static final Labels OUTGOING = Labels.of(Label.SENT, Label.SCHEDULED, Label.CANCELLED);

    private MessageJson() {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record ItemJson(
            String inboxId,
            String threadId,
            String messageId,
            String direction,
            List<String> labels,
            Instant timestamp,
            String from,
            List<String> to,
            Optional<List<String>> cc,
            Optional<String> subject,
            Optional<String> preview,
            long size) {}

    /** As in a list: without texts. */
    static Object item(Message message) {
        return new ItemJson(
                Ids.of(message.inbox()),
                Ids.of(message.thread()),
                Ids.of(message.id()),
                direction(message),
                message.labels().own().texts(),
                message.timestamp(),
                message.envelope().from(),
                message.envelope().to(),
                unlessEmpty(message.envelope().cc()),
                message.envelope().subject(),
                message.preview(),
                message.size());
    }

    /** @param attachments left out where there are none: InboxAI's reference does not know the field, and without it nobody could name one */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record FullJson(
            String inboxId,
            String threadId,
            String messageId,
            String direction,
            List<String> labels,
            Instant timestamp,
            String from,
            Optional<List<String>> replyTo,
            List<String> to,
            Optional<List<String>> cc,
            Optional<List<String>> bcc,
            Optional<String> subject,
            Optional<String> preview,
            Optional<String> text,
            Optional<String> html,
            Optional<String> inReplyTo,
            Optional<List<String>> references,
            Map<String, String> headers,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AttachmentJson> attachments,

            long size,
            Instant createdAt,
            Instant updatedAt) {}

    /** With texts and headers, as far as the mailbox still has them. */
    static Object full(OpenedMessage opened) {
        Message message = opened.message();
        var envelope = message.envelope();
        return new FullJson(
                Ids.of(message.inbox()),
                Ids.of(message.thread()),
                Ids.of(message.id()),
                direction(message),
                message.labels().own().texts(),
                message.timestamp(),
                envelope.from(),
                unlessEmpty(envelope.replyTo()),
                envelope.to(),
                unlessEmpty(envelope.cc()),
                unlessEmpty(envelope.bcc()),
                envelope.subject(),
                message.preview(),
                opened.parsed().flatMap(ParsedMessage::text),
                opened.parsed().flatMap(ParsedMessage::html),
                envelope.inReplyTo().map(MessageId::value),
                unlessEmpty(envelope.references().stream().map(MessageId::value).toList()),
                opened.parsed().map(parsed -> visible(parsed.headers())).orElse(Map.of()),
                message.attachments().stream().map(AttachmentJson::of).toList(),
                message.size(),
                message.timestamp(),
                message.updatedAt());
    }

    /** What the inbox wrote is outbound, also what it wrote to itself. */
    static String direction(Message message) {
        return message.labels().containsAny(OUTGOING) ? "outbound" : "inbound";
    }

    private static Optional<List<String>> unlessEmpty(List<String> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private static Map<String, String> visible(Map<String, String> headers) {
        Map<String, String> visible = new LinkedHashMap<>(headers);
        visible.keySet().removeIf(name -> HIDDEN_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        return visible;
    }
}
