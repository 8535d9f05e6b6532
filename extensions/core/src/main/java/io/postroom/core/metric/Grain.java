package io.postroom.core.metric;

import java.time.Duration;
import java.time.Instant;

/** How finely a sum tells times apart: the stretch of time it is of, and the units within. */
public enum Grain {
    /** Of a minute, to the millisecond. */
    MINUTE(Duration.ofMinutes(1), Duration.ofMillis(1)),
    /** Of an hour, to the minute. */
    HOUR(Duration.ofHours(1), Duration.ofMinutes(1));

    private final Duration stretch;
    private final Duration unit;

    Grain(Duration stretch, Duration unit) {
        this.stretch = stretch;
        this.unit = unit;
    }

    public Duration stretch() {
        return stretch;
    }

    public Duration unit() {
        return unit;
    }

    /** The beginning of the stretch that {@code at} lies in. */
    public Instant startOf(Instant at) {
        long millis = at.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, stretch.toMillis()));
    }

    /** How many whole units of its stretch have passed at {@code at}. */
    int unitsBefore(Instant at) {
        return (int) (Math.floorMod(at.toEpochMilli(), stretch.toMillis()) / unit.toMillis());
    }
}
