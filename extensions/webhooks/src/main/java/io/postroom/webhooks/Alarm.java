package io.postroom.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets one thread sleep until the soonest of the times that others expect it at. Thread-safe.
 */
final class Alarm {
    /** Deliveries that come due one after another are taken up together. */
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private final Clock clock;
    private Instant soonest = Instant.MAX;
    private boolean ringing;

    Alarm(Clock clock) {
        this.clock = clock;
    }

    /** Something will be due at {@code time}. */
    synchronized void expect(Instant time) {
        if (time.isBefore(soonest)) {
            soonest = time;
            notifyAll();
        }
    }

    /** Ends the sleep now. */
    synchronized void ring() {
        ringing = true;
        notifyAll();
    }

    /** Sleeps until it rings, but no longer than {@code longest}. */
    synchronized void sleep(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long earliest = System.nanoTime() + SHORTEST.toNanos();
        while (!ringing) {
            Instant now = clock.instant();
            Instant latest = now.plus(longest);
            long untilSoonest = Duration.between(now, soonest.isBefore(latest) ? soonest : latest)
                    .toMillis();
            long millis = Math.max(untilSoonest, (earliest - System.nanoTime()) / 1_000_000);
            millis = Math.min(millis, (end - System.nanoTime()) / 1_000_000);
            if (millis <= 0) {
                break;
            }
            wait(millis);
        }
        ringing = false;
        soonest = Instant.MAX;
    }
}
