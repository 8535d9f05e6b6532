package io.postroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A switch in a fake that makes its calls fail as an unreachable store does. Thread-safe. */
public final class Outage {
    private final AtomicInteger callsUntilFailure = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean down;

    /** Every call fails from now on. */
    public void begin() {
        down = true;
    }

    /** Calls work again. */
    public void end() {
        down = false;
        callsUntilFailure.set(Integer.MAX_VALUE);
    }

    /** {@code calls} more calls work, the one after them fails once. */
    public void failOnceAfter(int calls) {
        callsUntilFailure.set(calls);
    }

    /** Fails if this call is to fail. */
    public void check() {
        int left = callsUntilFailure.getAndUpdate(count -> {
            if (count == Integer.MAX_VALUE || count == 0) {
                return Integer.MAX_VALUE;
            }
            return count - 1;
        });
        if (down || left == 0) {
            throw new UncheckedIOException(new IOException("the fake is down, as the test asked"));
        }
    }
}
