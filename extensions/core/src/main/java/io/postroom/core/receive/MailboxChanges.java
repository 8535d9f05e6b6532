package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageOutline;
import io.postroom.core.message.StoredMail;
import io.postroom.core.message.ThreadId;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import io.postroom.core.trust.Authentication;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Carries into our rows what IMAP and JMAP clients did in the mailboxes.
 *
 * <p>Every call can be repeated and can come late: each brings the rows to what the mailbox is, and one about an inbox or message
 * that is not ours does nothing. Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class MailboxChanges {
    private final InboxStore inboxes;
    private final MessageStore store;
    private final Rows rows;
    private final MessageOutlines outlines;
    private final MessageRows messageRows;
    private final Mailboxes mailboxes;
    private final KeyedLocks locks;
    private final Clock clock;

    public MailboxChanges(
            InboxStore inboxes,
            MessageStore store,
            MessageOutlines outlines,
            Mailboxes mailboxes,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.rows = new Rows(store);
        this.outlines = outlines;
        this.messageRows = new MessageRows(store);
        this.mailboxes = mailboxes;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * Something happened to the message: its row gets the labels it has in the mailbox now, is added or is removed. As the mailbox is read
     * while no other change to the inbox is made, reports that come late or in another order do no harm.
     */
    public void refresh(InboxId id, MailboxMessageId mailboxId) {
        boolean known = inboxes.find(id)
                .map(inbox -> locks.with(id, () -> refreshKnown(inbox, mailboxId)))
                .orElse(true);
        if (!known) {
            appeared(id, mailboxId);
        }
    }

    /** Whether the message has, or had, a row. */
    private boolean refreshKnown(Inbox inbox, MailboxMessageId mailboxId) {
        Optional<Message> row = store.findByMailboxId(inbox.id(), mailboxId);
        if (row.isPresent()) {
            Optional<Labels> labels = mailboxes.labelsOf(inbox.id(), mailboxId);
            labels.ifPresentOrElse(
                    now -> rows.relabel(
                            inbox,
                            row.get(),
                            judged(row.get(), now),
                            clock.instant().truncatedTo(ChronoUnit.MILLIS)),
                    () -> rows.delete(inbox, row.get()));
        }
        return row.isPresent();
    }

    /** What a mail client says of a message, less what is not his to say: whether its sender is verified. */
    private static Labels judged(Message row, Labels labels) {
        return withVerified(labels, row.labels().contains(Label.VERIFIED));
    }

    /** As {@link #judged(Message, Labels)}, of a message without a row: as delivery found, or as somebody said later of a sender who was proved. */
    private static Labels judged(Optional<DeliveryTrace> trace, Labels labels) {
        boolean atArrival = trace.filter(delivery -> delivery.verdict().has(Verdict.VERIFIED))
                .isPresent();
        boolean proved = trace.flatMap(DeliveryTrace::authentication)
                .filter(Authentication::authenticated)
                .isPresent();
        return withVerified(labels, atArrival || (proved && labels.contains(Label.VERIFIED)));
    }

    private static Labels withVerified(Labels labels, boolean verified) {
        Labels label = Labels.of(Label.VERIFIED);
        return verified ? labels.with(label) : labels.without(label);
    }

    /** The message is in no mailbox any more. */
    public void removed(InboxId id, MailboxMessageId mailboxId) {
        inboxes.find(id)
                .ifPresent(inbox -> locks.run(
                        id,
                        () -> store.findByMailboxId(id, mailboxId).ifPresent(message -> rows.delete(inbox, message))));
    }

    /** As {@link #refresh}, for a message that most likely has no row yet. Nobody is told of it. */
    public void appeared(InboxId id, MailboxMessageId mailboxId) {
        Optional<Inbox> inbox = inboxes.find(id);
        if (inbox.isEmpty()) {
            return;
        }
        mailboxes.find(id, mailboxId).ifPresent(mail -> {
            if (store.findByMailboxId(id, mailboxId).isEmpty()) {
                addRow(inbox.get(), mail);
            } else {
                locks.with(id, () -> refreshKnown(inbox.get(), mailboxId));
            }
        });
    }

    /** The thread's summary is to be what its messages make of it. */
    public void retell(InboxId id, ThreadId thread) {
        inboxes.find(id).ifPresent(inbox -> locks.run(id, () -> rows.retell(inbox, thread)));
    }

    private void addRow(Inbox inbox, StoredMail mail) {
        Digest digest = ContentDigest.of(mail.raw());
        MessageOutline outline = outlines.of(mail.raw(), digest);
        // the same as at its arrival, so that a delivery that is under way, or was cut off, finds this row
        Optional<DeliveryTrace> trace = DeliveryTrace.of(mail.raw());
        String origin = trace.map(DeliveryTrace::origin).orElse("mailbox " + mail.id());
        locks.run(inbox.id(), () -> {
            Optional<Labels> labels = mailboxes.labelsOf(inbox.id(), mail.id());
            if (labels.isEmpty()) {
                return; // gone since it was read: its row would never be removed
            }
            MessageRows.Identity own =
                    messageRows.identify(inbox, outline.envelope().messageId(), digest, origin);
            if (isElsewhere(store.find(inbox.id(), own.id()), mail)) {
                return; // a second copy of one message
            }
            Claim claim = own.claim()
                    .orElseGet(() -> new Claim(
                            inbox.id(),
                            own.id(),
                            digest,
                            mail.receivedAt().truncatedTo(ChronoUnit.MILLIS),
                            Optional.empty()))
                    .storedAs(mail.id());
            messageRows.add(
                    inbox,
                    new MessageRows.Stored(
                            claim,
                            mail.id(),
                            outline,
                            judged(trace, labels.get()),
                            mail.raw().size()));
        });
    }

    private static boolean isElsewhere(Optional<Message> row, StoredMail mail) {
        return row.filter(message -> !message.mailboxId().equals(mail.id())).isPresent();
    }
}
