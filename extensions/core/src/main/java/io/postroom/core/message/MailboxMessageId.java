package io.postroom.core.message;

/** The mail server's own id of a stored message; opaque, and stable when the message moves between mailboxes. */
public record MailboxMessageId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
