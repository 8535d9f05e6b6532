package io.postroom.testkit;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;

/** What the parts of {@link MessageStoreContract} share. */
public interface WithMessageStore {
    /** The store under test, empty at the start of each test. */
    MessageStore store();

    /** Adds messages to {@link Fixtures#inbox()}, each with its thread's true summary. */
    default void add(Message... messages) {
        for (Message message : messages) {
            add(Fixtures.inbox(message.inbox()), message);
        }
    }

    default void add(Inbox inbox, Message message) {
        new Rows(store()).add(inbox, message);
    }
}
