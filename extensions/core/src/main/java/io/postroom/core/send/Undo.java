package io.postroom.core.send;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageRef;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.thread.MessageStore;
import java.time.Clock;

/**
 * Takes back messages that wait before they leave.
 *
 * <p>The sender's copy says how it stands: {@code scheduled} while the mail waits, then {@code sent}, or {@code cancelled} and in the trash.
 * The labels follow what {@link Passages} settled, and each step can be repeated. Thread-safe; calls block. An unreachable store shows as
 * an {@link java.io.UncheckedIOException}.
 */
public final class Undo {
    private static final LabelChange DEPARTS = new LabelChange(Labels.of(Label.SENT), Labels.of(Label.SCHEDULED));
    private static final LabelChange CANCELLED =
            new LabelChange(Labels.of(Label.CANCELLED, Label.TRASH), Labels.of(Label.SCHEDULED));

    private final Inboxes service;
    private final InboxStore inboxes;
    private final MessageStore store;
    private final Passages passages;
    private final MessageLabels copies;

    public Undo(
            Inboxes service,
            InboxStore inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            Passages passages,
            KeyedLocks locks,
            Clock clock) {
        this.service = service;
        this.inboxes = inboxes;
        this.store = store;
        this.passages = passages;
        this.copies = new MessageLabels(store, mailboxes, locks, clock);
    }

    /**
     * Keeps a message from leaving; does nothing if it was cancelled before.
     *
     * @return the copy, with its labels
     * @throws RefusedException {@link Reason#CONFLICT} if the message has left, or never was to
     */
    public Message cancel(Caller caller, InboxId id, MessageId message) {
        Inbox inbox = service.require(caller, id, Permission.MESSAGE_SEND);
        Message copy = store.find(id, message).orElseThrow(() -> RefusedException.notFound("Message"));
        if (copy.labels().contains(Label.CANCELLED)) {
            return copy;
        }
        boolean waits =
                copy.labels().contains(Label.SCHEDULED) && !copy.labels().contains(Label.DRAFT);
        if (!waits || !passages.cancel(id, message)) {
            throw new RefusedException(Reason.CONFLICT, "The message does not wait to be sent");
        }
        return copies.relabel(inbox, message, CANCELLED).orElseThrow(() -> RefusedException.notFound("Message"));
    }

    /** A message that waited is on its way. */
    public void departed(MessageRef message) {
        follow(message, DEPARTS);
    }

    /** A message was cancelled, perhaps by a request that did not come to its end. */
    public void cancelled(MessageRef message) {
        follow(message, CANCELLED);
    }

    private void follow(MessageRef message, LabelChange change) {
        inboxes.find(message.inbox()).ifPresent(inbox -> copies.relabel(inbox, message.id(), change));
    }
}
