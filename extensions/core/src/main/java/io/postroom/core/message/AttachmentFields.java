package io.postroom.core.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code /v0} shows of an attachment: its field names with plain JDK values, in the order of the contract. */
public final class AttachmentFields {
    private AttachmentFields() {}

    /** A new map, which the caller may add to. What is absent has no key. */
    public static Map<String, Object> of(Attachment attachment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("attachment_id", attachment.id().value());
        attachment.filename().ifPresent(name -> fields.put("filename", name));
        fields.put("size", attachment.size());
        attachment.contentType().ifPresent(type -> fields.put("content_type", type));
        fields.put("content_disposition", attachment.inline() ? "inline" : "attachment");
        attachment.contentId().ifPresent(id -> fields.put("content_id", id));
        return fields;
    }

    public static List<Map<String, Object>> of(List<Attachment> attachments) {
        return attachments.stream().map(AttachmentFields::of).toList();
    }
}
