package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.thread.ThreadSummary;

/** What became of a row that the index follows. */
sealed interface RowChange {
    /** What the change is about: a later change of the same subject makes an earlier one needless. */
    Object subject();

    record MessageIs(Inbox inbox, Message message) implements RowChange {
        @Override
        public Indexed.Key subject() {
            return Indexed.Key.of(message);
        }
    }

    record ThreadIs(Inbox inbox, ThreadSummary thread) implements RowChange {
        @Override
        public Indexed.Key subject() {
            return Indexed.Key.of(thread);
        }
    }

    record Gone(Indexed.Key subject) implements RowChange {}

    record InboxGone(InboxId subject) implements RowChange {}

    /** The row is to be read again: nobody knows what it is. */
    record Look(Indexed.Key subject) implements RowChange {}
}
