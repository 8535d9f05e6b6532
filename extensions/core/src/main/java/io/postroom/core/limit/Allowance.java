package io.postroom.core.limit;

import java.time.Duration;

/**
 * How often something may be done: as often as {@code burst} says at once, and then again once for each {@code interval} that has passed.
 *
 * @param burst at least 1; 0 where there is no limit
 * @param interval more than zero, to the nanosecond
 */
public record Allowance(long burst, Duration interval) {
    /** As often as anybody likes. */
    public static final Allowance UNLIMITED = new Allowance(0, Duration.ofNanos(1));

    public Allowance {
        if (burst < 0 || interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("an allowance is of at least one, and comes back after some time");
        }
    }

    /** So many within {@code period}, evenly, and {@code burst} at once; no limit if {@code count} is 0. */
    public static Allowance of(long count, Duration period, long burst) {
        return count == 0
                ? UNLIMITED
                : new Allowance(Math.max(1, burst), Duration.ofNanos(Math.max(1, period.toNanos() / count)));
    }

    /** So many within {@code period}, all of them at once if need be; no limit if {@code count} is 0. */
    public static Allowance of(long count, Duration period) {
        return of(count, period, count);
    }

    boolean isUnlimited() {
        return burst == 0;
    }
}
