package io.postroom.core.event;

import io.postroom.core.account.OrganizationId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A signal within one process. Thread-safe. */
public final class LocalEventSignal implements EventSignal {
    private final List<Consumer<OrganizationId>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void raise(OrganizationId organization) {
        listeners.forEach(listener -> listener.accept(organization));
    }

    @Override
    public Listening listen(Consumer<OrganizationId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
