package io.postroom.core.trust;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment at which something has to be over, by a clock that never goes back. Immutable.
 *
 * @param nanos as {@link System#nanoTime}
 * @param end in the time of {@code nanos}
 */
public record Deadline(LongSupplier nanos, long end) {
    /** So long from now. */
    public static Deadline in(Duration time, LongSupplier nanos) {
        return new Deadline(nanos, nanos.getAsLong() + time.toNanos());
    }

    /** What is left until then; zero once it has passed. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, end - nanos.getAsLong()));
    }

    /** Whether it has passed. */
    public boolean isOver() {
        return left().isZero();
    }
}
