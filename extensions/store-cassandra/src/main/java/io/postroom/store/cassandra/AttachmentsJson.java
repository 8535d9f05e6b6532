package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Attachment}s in a column. */
record AttachmentsJson(
        @JsonProperty("v") int version,
        @JsonProperty("list") @Nullable List<One> list) {

    /** One of them. */
    record One(
            @JsonProperty("id") String id,
            @JsonProperty("filename") @Nullable String filename,
            @JsonProperty("size") long size,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("inline") boolean inline,
            @JsonProperty("cid") @Nullable String contentId) {

        static One of(Attachment attachment) {
            return new One(
                    attachment.id().value(),
                    attachment.filename().orElse(null),
                    attachment.size(),
                    attachment.contentType().orElse(null),
                    attachment.inline(),
                    attachment.contentId().orElse(null));
        }

        Attachment toAttachment() {
            return new Attachment(
                    new AttachmentId(id),
                    Optional.ofNullable(filename),
                    size,
                    Optional.ofNullable(type),
                    inline,
                    Optional.ofNullable(contentId));
        }
    }

    static AttachmentsJson of(List<Attachment> attachments) {
        return new AttachmentsJson(
                Json.VERSION, attachments.stream().map(One::of).toList());
    }

    List<Attachment> toAttachments() {
        return Json.orEmpty(list).stream().map(One::toAttachment).toList();
    }

    /** Null for none. */
    static @Nullable String write(List<Attachment> attachments) {
        return attachments.isEmpty() ? null : Json.write(of(attachments));
    }

    /** Null means none. */
    static List<Attachment> read(@Nullable String text) {
        return text == null ? List.of() : Json.read(text, AttachmentsJson.class).toAttachments();
    }
}
