package io.postroom.core.message;

import io.postroom.core.extract.Extraction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code /v0} shows of a message: its field names with plain JDK values (text, numbers, lists, maps), in the order of the
 * contract, for whoever writes JSON: the REST routes, webhooks and the WebSocket show the same.
 *
 * <p>What is absent has no key; so have empty lists, except {@code labels} and {@code to}, which the contract requires, and {@code codes}, {@code links} and {@code signals}, whose emptiness says
 * that there are none. Each result is a new map, which the caller may add to.
 */
public final class MessageFields {
    /** Verdicts of others, RFC 8601 §5, and of ours, which have fields of their own. In lower case. */
    private static final Set<String> HIDDEN_HEADERS = Set.of("authentication-results", "x-postroom-verdict");

    private MessageFields() {}

    /** As in a list: no texts, no headers. */
    public static Map<String, Object> item(Message message) {
        return metadata(message, false);
    }

    /** As in an answer about this one message, but without what stands in the mailbox only: no texts, no headers. */
    public static Map<String, Object> full(Message message) {
        return metadata(message, true);
    }

    /** As in an answer about this one message: with texts, what was found out about them, and headers. */
    public static Map<String, Object> full(Message message, ParsedMessage parsed, Reading reading) {
        Extraction extraction = reading.extraction();
        Map<String, Object> fields = metadata(message, true);
        parsed.text().ifPresent(text -> fields.put("text", text));
        parsed.html().ifPresent(html -> fields.put("html", html));
        reading.safeText().ifPresent(text -> fields.put("safe_text", text));
        extraction.text().ifPresent(text -> fields.put("extracted_text", text));
        extraction.html().ifPresent(html -> fields.put("extracted_html", html));
        fields.put("codes", ExtractionFields.codes(extraction));
        fields.put("links", ExtractionFields.links(extraction));
        fields.put("signals", SignalFields.of(reading.signals()));
        Map<String, String> headers = visible(parsed.headers());
        if (!headers.isEmpty()) {
            fields.put("headers", headers);
        }
        return fields;
    }

    private static Map<String, Object> metadata(Message message, boolean withReplyTo) {
        Envelope envelope = message.envelope();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("inbox_id", message.inbox().value());
        fields.put("thread_id", message.thread().toString());
        fields.put("message_id", message.id().value());
        fields.put("labels", message.labels().texts());
        fields.put("timestamp", Timestamps.format(message.timestamp()));
        fields.put("from", envelope.from());
        if (message.labels().contains(Label.RECEIVED)) {
            fields.put("sender_verified", SenderTrust.isVerified(message));
        }
        if (withReplyTo) {
            putUnlessEmpty(fields, "reply_to", envelope.replyTo());
        }
        fields.put("to", envelope.to());
        putUnlessEmpty(fields, "cc", envelope.cc());
        putUnlessEmpty(fields, "bcc", envelope.bcc());
        envelope.subject().ifPresent(subject -> fields.put("subject", subject));
        message.preview().ifPresent(preview -> fields.put("preview", preview));
        putUnlessEmpty(fields, "attachments", AttachmentFields.of(message.attachments()));
        envelope.inReplyTo().ifPresent(id -> fields.put("in_reply_to", id.value()));
        putUnlessEmpty(
                fields,
                "references",
                envelope.references().stream().map(MessageId::value).toList());
        fields.put("size", message.size());
        fields.put("updated_at", Timestamps.format(message.updatedAt()));
        fields.put("created_at", Timestamps.format(message.timestamp()));
        return fields;
    }

    private static void putUnlessEmpty(Map<String, Object> fields, String name, List<?> values) {
        if (!values.isEmpty()) {
            fields.put(name, values);
        }
    }

    private static Map<String, String> visible(Map<String, String> headers) {
        Map<String, String> visible = new LinkedHashMap<>(headers);
        visible.keySet().removeIf(name -> HIDDEN_HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        return visible;
    }
}
