package io.postroom.core.message;

import io.postroom.core.secret.Digest;

/**
 * The id of an attachment.
 *
 * <p>Within its message it is the number of a part, such as {@code 2.1}; in rows and in the API it begins with a digest of the
 * message's id and a hyphen, so that it names one attachment in a whole thread.
 */
public record AttachmentId(String value) {
    private static final int DIGEST_DIGITS = 16;

    /** The id of this part in the API. */
    public AttachmentId of(MessageId message) {
        return new AttachmentId(Digest.sha256(message.value()).hex().substring(0, DIGEST_DIGITS) + "-" + value);
    }

    /** The number of the part within its message. */
    public AttachmentId part() {
        return new AttachmentId(value.substring(value.lastIndexOf('-') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
