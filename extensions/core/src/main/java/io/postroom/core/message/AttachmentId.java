package io.postroom.core.message;

/** The id of an attachment within its message. */
public record AttachmentId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
