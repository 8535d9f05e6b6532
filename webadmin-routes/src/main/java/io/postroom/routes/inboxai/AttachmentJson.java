package io.postroom.routes.inboxai;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postroom.core.message.Attachment;
import io.postroom.routes.Downloads;
import java.time.Instant;
import java.util.Optional;

/** An attachment as {@code /api/v0} shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AttachmentJson(
        String attachmentId,
        Optional<String> filename,
        long size,
        Optional<String> contentType,
        String contentDisposition,
        Optional<String> contentId) {

    static AttachmentJson of(Attachment attachment) {
        return new AttachmentJson(
                Ids.of(attachment.id()),
                attachment.filename(),
                attachment.size(),
                attachment.contentType(),
                attachment.inline() ? "inline" : "attachment",
                attachment.contentId());
    }

    /** With where to fetch it. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record LinkedJson(
            String attachmentId,
            Optional<String> filename,
            long size,
            Optional<String> contentType,
            String contentDisposition,
            Optional<String> contentId,
            String downloadUrl,
            Instant expiresAt) {}

    Object linked(Downloads.Link link) {
        return new LinkedJson(
                attachmentId, filename, size, contentType, contentDisposition, contentId, link.url(), link.expiresAt());
    }
}
