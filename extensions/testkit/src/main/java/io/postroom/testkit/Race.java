package io.postroom.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets many threads do the same thing at the same moment. */
public final class Race {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Race() {}

    /** What {@code runners} threads got, which begin together; each is given its number from 0 on. */
    public static <T> List<T> of(int runners, IntFunction<T> work) {
        return of(LONGEST, runners, work);
    }

    /** @param longest how long each may take */
    public static <T> List<T> of(Duration longest, int runners, IntFunction<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int number = i;
                Callable<T> runner = () -> {
                    start.await();
                    return work.apply(number);
                };
                futures.add(threads.submit(runner));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(longest.toMillis(), TimeUnit.MILLISECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed", e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the race did not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
