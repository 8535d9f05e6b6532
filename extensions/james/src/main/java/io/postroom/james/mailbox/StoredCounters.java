package io.postroom.james.mailbox;

import org.apache.james.mailbox.model.Mailbox;

/** The counts of messages that a mail store keeps beside its mailboxes. */
@FunctionalInterface
public interface StoredCounters {
    /** Of a store that counts its messages whenever it is asked. */
    StoredCounters NONE = mailbox -> {};

    /**
     * Counts the mailbox anew. Whoever adds or removes messages at that moment may go uncounted. Blocks; an unreachable store shows as an
     * {@link java.io.UncheckedIOException}.
     */
    void recount(Mailbox mailbox);
}
