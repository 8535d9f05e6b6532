package io.postroom.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class FixedClock extends Clock {
    private volatile Instant now;

    public FixedClock(Instant now) {
        this.now = now;
    }

    /** Stands at {@link Fixtures#NOW}. */
    public FixedClock() {
        this(Fixtures.NOW);
    }

    /** Moves on by {@code step}. */
    public synchronized void advance(Duration step) {
        now = now.plus(step);
    }

    /** Moves to {@code instant}, which may be in the past. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a fixed clock stands in UTC");
    }
}
