package io.postroom.core.message;

import io.postroom.core.account.InboxId;
import io.postroom.core.secret.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The mail server's mailboxes of our inboxes: the source of truth for mail, open to IMAP and JMAP clients at the same time.
 *
 * <p>Labels stand in flags ({@code unread} is the absence of {@code \Seen}, {@code starred} is {@code \Flagged}), in the mailbox
 * (see {@link Folder}) and in keywords (see {@link Label#keyword()}). Calls block. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface Mailboxes {
    /**
     * Stores a message in the folder its labels belong to; durable once this returns.
     *
     * @param at its internal date
     */
    MailboxMessageId append(InboxId inbox, RawMessage raw, Labels labels, Instant at);

    /** The message of this id; empty if it is gone. */
    Optional<StoredMail> find(InboxId inbox, MailboxMessageId id);

    /**
     * The octets of the message of this id; empty if it is gone. Cheaper than {@link #find}: of what was stored in the last seconds they may come
     * from memory, also if another program has deleted it since.
     */
    default Optional<RawMessage> octets(InboxId inbox, MailboxMessageId id) {
        return find(inbox, id).map(StoredMail::raw);
    }

    /** The labels that the message has in the mailbox now; empty if it is gone. */
    default Optional<Labels> labelsOf(InboxId inbox, MailboxMessageId id) {
        return find(inbox, id).map(StoredMail::labels);
    }

    /**
     * Looks through what was stored since {@code since} for a message of this digest (see {@link Message#digest()}).
     * Slow: for repair after a crash only.
     */
    Optional<MailboxMessageId> search(InboxId inbox, Digest digest, Instant since);

    /** Gives the messages exactly these labels, moving them where they belong; those that are gone are left out. */
    void setLabels(InboxId inbox, List<MailboxMessageId> ids, Labels labels);

    /** Removes the messages from every mailbox; those that are gone are left out. */
    void delete(InboxId inbox, List<MailboxMessageId> ids);

    /** The drafts of the inbox, in the order in which they were stored; those marked to be deleted are left out. */
    List<MailboxMessageId> drafts(InboxId inbox);

    /** Shows every message of the inbox, oldest first within each mailbox, drafts left out. */
    void forEach(InboxId inbox, Consumer<StoredMail> visitor);
}
