package io.postroom.core.event;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the threads of a reader of the log do while the store is away: wait and try again, and say so once. Thread-safe.
 */
public final class Patience {
    private static final Logger LOGGER = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final String readers;
    private final OutageNote store;

    /** @param readers who waits, in the plural */
    public Patience(String readers) {
        this.readers = readers;
        this.store = new OutageNote("The store", readers);
    }

    /** Ends all waiting, and whatever is repeated. */
    public void close() {
        closed.countDown();
    }

    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** The store answers. */
    public void noteAnswer() {
        store.noteAnswer();
    }

    /** The store does not answer, and nothing is tried again for now. */
    public void noteOutage(UncheckedIOException outage) {
        store.noteOutage(outage);
    }

    /**
     * Does {@code work} until it succeeds.
     *
     * @param longest how long to try, pauses counted
     * @return whether it was done; if not, this was closed or time ran out
     */
    public boolean persist(Runnable work, Duration longest) {
        return persist(work, longest, store);
    }

    /** As {@link #persist(Runnable, Duration)}, for work that something else than the store may hold up. */
    boolean persist(Runnable work, Duration longest, OutageNote note) {
        Duration waited = Duration.ZERO;
        for (int failures = 0; waited.compareTo(longest) <= 0; failures++) {
            try {
                work.run();
                note.noteAnswer();
                return true;
            } catch (UncheckedIOException e) {
                note.noteOutage(e);
            }
            Duration pause = pauseAfter(failures);
            waited = waited.plus(pause);
            if (pause(pause)) {
                return false;
            }
        }
        return false;
    }

    /** Does rounds until this is closed, or the thread interrupted. A round that has nothing to do waits by itself. */
    public void repeat(Runnable round) {
        int failures = 0;
        while (!isClosed() && !Thread.currentThread().isInterrupted()) {
            try {
                round.run();
                failures = 0;
            } catch (UncheckedIOException e) {
                store.noteOutage(e);
                pause(pauseAfter(failures++));
            } catch (RuntimeException e) {
                LOGGER.error("A round of {} failed", readers, e);
                pause(pauseAfter(failures++));
            }
        }
    }

    /** The pause that follows the given number of failures in a row. */
    private static Duration pauseAfter(int failures) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /**
     * Waits.
     *
     * @return whether this was closed, or the thread interrupted
     */
    public boolean pause(Duration duration) {
        try {
            return closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
