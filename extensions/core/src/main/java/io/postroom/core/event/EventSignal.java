package io.postroom.core.event;

import io.postroom.core.account.OrganizationId;
import java.util.function.Consumer;

/**
 * Wakes readers of the log; a hint without promise, so a reader also looks by itself now and then.
 */
public interface EventSignal {
    /** Says that the log of this organisation has grown. Returns at once. */
    void raise(OrganizationId organization);

    /**
     * Calls {@code listener} at each signal, on the thread that raised it: it must return at once. The result ends this when closed.
     */
    Listening listen(Consumer<OrganizationId> listener);

    /** A listener that is listening. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
