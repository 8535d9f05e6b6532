package io.postroom.core.send;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.RawMessage;

/** The way out for mail of the server itself, of which no inbox has a copy. Thread-safe; blocks. */
public interface Notices {
    /**
     * Hands a mail over for delivery, without a sender to whom anything could come back (RFC 5321 §4.5.5); durable once this returns. An unreachable queue
     * shows as an {@link java.io.UncheckedIOException}: then the mail may have been taken or not.
     *
     * @param recipient a mailbox
     */
    void put(String recipient, RawMessage raw);

    /** As {@link #put(String, RawMessage)}, for a mail whose {@code From} is an inbox: it is signed as mail of that inbox is. */
    void put(InboxId author, String recipient, RawMessage raw);
}
