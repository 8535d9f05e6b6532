package io.postroom.core.event;

import io.postroom.core.account.OrganizationId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whose log is to be read next: several threads take turns, and one at a time has a given organisation's. Thread-safe.
 */
public final class LogTurns {
    private final Object lock = new Object();
    private final Set<OrganizationId> pending = new LinkedHashSet<>();
    private final Set<OrganizationId> busy = new HashSet<>();
    private boolean closed;

    /** The log of this organisation may have grown. Returns at once. */
    public void wake(OrganizationId organization) {
        synchronized (lock) {
            pending.add(organization);
            lock.notifyAll();
        }
    }

    /** Waits for an organisation whose log may have grown; empty once this is closed. It is the caller's until it is given back. */
    public Optional<OrganizationId> take() {
        synchronized (lock) {
            while (!closed) {
                Optional<OrganizationId> next = pending.stream()
                        .filter(candidate -> !busy.contains(candidate))
                        .findFirst();
                if (next.isPresent()) {
                    pending.remove(next.get());
                    busy.add(next.get());
                    return next;
                }
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    /** @param more whether its log is to be read on */
    public void giveBack(OrganizationId organization, boolean more) {
        synchronized (lock) {
            busy.remove(organization);
            if (more) {
                pending.add(organization);
            }
            lock.notifyAll();
        }
    }

    /** Ends the waiting of all. */
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
