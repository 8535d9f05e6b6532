package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import java.util.List;

/**
 * Keeps the marks of mailboxes, at most one of each.
 *
 * <p>Calls block; each is durable once it returns, and each can be repeated. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface MailboxMarks {
    /** All of an inbox's mailboxes, in no particular order. */
    List<MailboxMark> list(InboxId inbox);

    /** Adds or replaces the mark of its mailbox. */
    void save(InboxId inbox, MailboxMark mark);

    /** Forgets the mark of a mailbox that is gone; nothing happens if there is none. */
    void delete(InboxId inbox, String mailbox);
}
