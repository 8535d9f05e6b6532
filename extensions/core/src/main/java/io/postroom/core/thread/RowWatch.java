package io.postroom.core.thread;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;

/**
 * Hears of changes to rows before they are made, from whoever makes them. A change that fails may be announced again.
 *
 * <p>Called by the thread that makes the change, which holds the inbox's lock. An exception keeps the change from being made.
 */
public interface RowWatch {
    /** Messages are about to be added or removed. Called for each one that comes in, so it must return at once. */
    default void counting(Inbox inbox) {}

    /** A message that has a row is about to get other labels. */
    default void relabelling(Inbox inbox, Message before, Message after) {}
}
