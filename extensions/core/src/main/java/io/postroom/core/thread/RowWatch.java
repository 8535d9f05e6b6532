package io.postroom.core.thread;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import java.util.Optional;

/**
 * Hears of changes to rows, from whoever makes them: before, and after. A change that fails may be announced again.
 *
 * <p>Called by the thread that makes the change, which holds the inbox's lock; messages that come in are among the changes, so only
 * {@link #relabelling} may block. An exception before keeps the change from being made; there must be none after.
 */
public interface RowWatch {
    /** A message that has a row is about to get other labels. */
    default void relabelling(Inbox inbox, Message before, Message after) {}

    /** A message was added or changed. The rows are so now. */
    default void changed(Inbox inbox, Message message, ThreadSummary thread) {}

    /**
     * A message was removed.
     *
     * @param after its thread now; empty if that went with it
     */
    default void removed(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after) {}

    /** All rows of the inbox were removed. */
    default void emptied(Inbox inbox) {}

    /**
     * A change failed, and may have been made or not.
     *
     * @param message the one that it was of; empty if it was of the whole inbox
     */
    default void failed(Inbox inbox, Optional<Message> message) {}
}
