package io.postroom.core.send;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Labels senders' copies with what becomes of their messages. Thread-safe; blocks. */
final class SentCopies {
    private final MessageStore store;
    private final Rows rows;
    private final Mailboxes mailboxes;
    private final KeyedLocks locks;
    private final Clock clock;

    SentCopies(MessageStore store, Mailboxes mailboxes, KeyedLocks locks, Clock clock) {
        this.store = store;
        this.rows = new Rows(store);
        this.mailboxes = mailboxes;
        this.locks = locks;
        this.clock = clock;
    }

    /** The copy with other labels; empty if it is gone. Can be repeated. */
    Optional<Message> relabel(Inbox inbox, MessageId id, LabelChange change) {
        return locks.with(inbox.id(), () -> store.find(inbox.id(), id).map(copy -> relabel(inbox, copy, change)));
    }

    /** The mailbox first: a crash in between is found by the comparison with it. */
    private Message relabel(Inbox inbox, Message copy, LabelChange change) {
        Labels labels = change.applyTo(copy.labels());
        if (labels.equals(copy.labels())) {
            return copy;
        }
        mailboxes.setLabels(inbox.id(), List.of(copy.mailboxId()), labels);
        return rows.relabel(inbox, copy, labels, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
