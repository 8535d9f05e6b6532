package io.postroom.core.thread;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Labels messages with what becomes of them, on behalf of the server. Thread-safe; blocks. */
public final class MessageLabels {
    private final MessageStore store;
    private final Rows rows;
    private final Mailboxes mailboxes;
    private final KeyedLocks locks;
    private final Clock clock;

    public MessageLabels(MessageStore store, Mailboxes mailboxes, KeyedLocks locks, Clock clock) {
        this.store = store;
        this.rows = new Rows(store);
        this.mailboxes = mailboxes;
        this.locks = locks;
        this.clock = clock;
    }

    /** The message with other labels; empty if it is gone. Can be repeated. */
    public Optional<Message> relabel(Inbox inbox, MessageId id, LabelChange change) {
        return locks.with(inbox.id(), () -> store.find(inbox.id(), id).map(message -> relabel(inbox, message, change)));
    }

    /** The mailbox first: a crash in between is found by the comparison with it. */
    private Message relabel(Inbox inbox, Message message, LabelChange change) {
        Labels labels = change.applyTo(message.labels());
        if (labels.equals(message.labels())) {
            return message;
        }
        mailboxes.setLabels(inbox.id(), List.of(message.mailboxId()), labels);
        return rows.relabel(inbox, message, labels, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
