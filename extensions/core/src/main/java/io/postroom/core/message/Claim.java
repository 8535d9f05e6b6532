package io.postroom.core.message;

import io.postroom.core.account.InboxId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * The record that a message is about to be, or is, in the mailbox; written before the mailbox is touched, so that a repeated
 * delivery finds what the one before has done.
 *
 * @param timestamp the message's time, settled at the first attempt
 * @param mailboxId where the mail server keeps it; empty while that is not known to have happened
 */
public record Claim(
        InboxId inbox, MessageId message, Digest digest, Instant timestamp, Optional<MailboxMessageId> mailboxId) {

    /** The claim of a message that lies in the mailbox. */
    public static Claim of(Message message) {
        return new Claim(
                message.inbox(), message.id(), message.digest(), message.timestamp(), Optional.of(message.mailboxId()));
    }

    public Claim storedAs(MailboxMessageId id) {
        return new Claim(inbox, message, digest, timestamp, Optional.of(id));
    }
}
