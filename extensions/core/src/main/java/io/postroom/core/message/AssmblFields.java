package io.postroom.core.message;

import io.postroom.core.text.UrlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the Assmbl dialect shows of a message: its field names with plain JDK values, for whoever writes JSON. Its routes and webhooks show the
 * same.
 *
 * <p>Its clients read fields without asking whether they are there, so that none is left out: a text that is missing is empty. Each result is a
 * new map, which the caller may add to.
 */
public final class AssmblFields {
    /** Labels that the dialect has fields for, or that all of its items have. */
    private static final Labels IN_OTHER_WORDS =
            Labels.of(Label.RECEIVED, Label.UNREAD, Label.READ, Label.ARCHIVED, Label.VERIFIED);

    private AssmblFields() {}

    /** As in a list and in a webhook's call. */
    public static Map<String, Object> item(Message message) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("MessageID", id(message.id()));
        fields.put("ThreadID", message.thread().toString());
        fields.put("Sender", message.envelope().from());
        fields.put("SenderVerified", SenderTrust.isVerified(message));
        fields.put("Subject", message.envelope().subject().orElse(""));
        fields.put("BodyPreview", message.preview().orElse(""));
        fields.put("Labels", labels(message).texts());
        fields.put("IsRead", !message.labels().contains(Label.UNREAD));
        fields.put("Archived", message.labels().contains(Label.ARCHIVED));
        fields.put("HasAttachments", !message.attachments().isEmpty());
        fields.put("ReceivedAt", Timestamps.format(message.timestamp()));
        return fields;
    }

    /** As in an answer about this one message, but for what stands in the mailbox only. */
    public static Map<String, Object> full(Message message) {
        Map<String, Object> fields = item(message);
        fields.put("InternetMessageID", message.id().value());
        fields.put("To", message.envelope().to());
        fields.put("Cc", message.envelope().cc());
        fields.put("Size", message.size());
        List<Attachment> attachments = message.attachments();
        fields.put(
                "Attachments",
                IntStream.range(0, attachments.size())
                        .mapToObj(i -> attachment(i, attachments.get(i)))
                        .toList());
        return fields;
    }

    private static Map<String, Object> attachment(int index, Attachment attachment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Index", index);
        fields.put("FileName", attachment.filename().orElse(""));
        fields.put("ContentType", attachment.contentType().orElse(""));
        fields.put("Size", attachment.size());
        return fields;
    }

    /** The labels that the dialect calls so. */
    public static Labels labels(Message message) {
        return message.labels().without(IN_OTHER_WORDS);
    }

    /**
     * A message's id in this dialect: clients put it into paths as it is, so it is the Message-ID in base64url without padding (RFC 4648 §5).
     */
    public static String id(MessageId id) {
        return UrlText.base64(id.value());
    }

    /** The message that such an id is of; empty if it is none. A message has one such id: other spellings of it are none. */
    public static Optional<MessageId> parse(String id) {
        try {
            return MessageId.tryParse(UrlText.ofBase64(id))
                    .filter(message -> id(message).equals(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
