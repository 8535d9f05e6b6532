package io.postroom.core.account;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Says within this process that keys of an organisation, or the organisation, have changed: to those who let a caller in once and serve
 * it for long. Thread-safe.
 */
public final class AccessSignal {
    private final List<Consumer<OrganizationId>> listeners = new CopyOnWriteArrayList<>();

    /** To be called after the change. Returns at once. */
    public void raise(OrganizationId organization) {
        listeners.forEach(listener -> listener.accept(organization));
    }

    /** Makes a change and says so, also if it ended in a failure: it may have been made all the same. */
    void raiseAfter(OrganizationId organization, Runnable change) {
        try {
            change.run();
        } finally {
            raise(organization);
        }
    }

    /** Calls {@code listener} at each signal, on the thread that raised it: it must return at once. */
    public void listen(Consumer<OrganizationId> listener) {
        listeners.add(listener);
    }
}
