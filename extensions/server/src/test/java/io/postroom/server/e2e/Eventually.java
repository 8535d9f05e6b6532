package io.postroom.server.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks again until what was asked for is there, or until the time is over. */
final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What comes soon is seen soon; what takes long is not asked for so often that the asking slows it down. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);
    private static final int PART_OF_THE_WAIT = 10;

    private Eventually() {}

    /** The first answer of {@code question}; an error if there is none in the usual time. */
    static <T> T get(String what, Callable<Optional<T>> question) {
        return get(PATIENCE, what, question);
    }

    static <T> T get(Duration patience, String what, Callable<Optional<T>> question) {
        long start = System.nanoTime();
        while (true) {
            Optional<T> answer = ask(question);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError("not within " + patience + ": " + what);
            }
            pause(start);
        }
    }

    /** Waits until {@code assertions} hold; in the end throws what was wrong last. */
    static void holds(Assertions assertions) {
        holds(PATIENCE, assertions);
    }

    static void holds(Duration patience, Assertions assertions) {
        long start = System.nanoTime();
        while (true) {
            try {
                assertions.check();
                return;
            } catch (AssertionError wrong) {
                if (System.nanoTime() - start > patience.toNanos()) {
                    throw wrong;
                }
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
            pause(start);
        }
    }

    /** Something to be asserted. */
    @FunctionalInterface
    interface Assertions {
        void check() throws Exception;
    }

    private static <T> Optional<T> ask(Callable<Optional<T>> question) {
        try {
            return question.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(long start) {
        long nanos = Math.max(SHORTEST_PAUSE.toNanos(), (System.nanoTime() - start) / PART_OF_THE_WAIT);
        await(new CountDownLatch(1), Duration.ofNanos(Math.min(nanos, LONGEST_PAUSE.toNanos())));
    }

    /** Whether {@code latch} opened in time. */
    static boolean await(CountDownLatch latch, Duration patience) {
        try {
            return latch.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
