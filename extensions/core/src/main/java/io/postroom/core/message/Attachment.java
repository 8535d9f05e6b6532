package io.postroom.core.message;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a part that is not the text of a message.
 *
 * @param id from a parser its place in the message's tree of parts, such as {@code 2.1} (numbered as RFC 9051 §6.4.5.1 numbers them);
 *     in a row as {@link AttachmentId} says
 * @param filename decoded (RFC 2047, RFC 2231), without directories or control characters; empty if it has none
 * @param size in octets, after decoding
 * @param contentType in lower case, without parameters
 * @param inline whether it is to be shown within the text
 * @param contentId without angle brackets; empty if it has none
 */
public record Attachment(
        AttachmentId id,
        Optional<String> filename,
        long size,
        Optional<String> contentType,
        boolean inline,
        Optional<String> contentId) {

    /** That of this id; empty if there is none. */
    public static Optional<Attachment> find(List<Attachment> attachments, AttachmentId id) {
        return attachments.stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst();
    }

    public Attachment withId(AttachmentId other) {
        return new Attachment(other, filename, size, contentType, inline, contentId);
    }
}
