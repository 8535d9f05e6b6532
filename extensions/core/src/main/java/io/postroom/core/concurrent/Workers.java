package io.postroom.core.concurrent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Named threads, which end when idle. Thread-safe. */
public final class Workers implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final ThreadPoolExecutor pool;

    private Workers(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    /**
     * At most {@code threads} at once. Work that finds none free, nor a place among the {@code waiting}, is done by whoever brings it; also
     * after the end, since somebody may wait for it.
     */
    public static Workers few(String name, int threads, int waiting) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                named(name),
                (work, full) -> work.run());
        pool.allowCoreThreadTimeOut(true);
        return new Workers(pool);
    }

    /** As many at once as are asked for: whoever asks bounds that. What comes after the end is left undone. */
    public static Workers asNeeded(String name) {
        return new Workers(new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                named(name),
                new ThreadPoolExecutor.DiscardPolicy()));
    }

    /** Makes daemon threads {@code name-1}, {@code name-2}, …. */
    public static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Begins all of these, at the same time where threads are free; the future ends when all have, with what one of them threw. */
    public CompletableFuture<Void> beginAll(List<Runnable> works) {
        return CompletableFuture.allOf(works.stream()
                .map(work -> CompletableFuture.runAsync(work, pool))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** As {@link #beginAll}, and returns when all have ended; throws what one of them threw. */
    public void doAll(List<Runnable> works) {
        result(beginAll(works));
    }

    /** What {@code work} makes of each, in their order, some at the same time; throws what one of them threw, while others may go on. */
    public <T, R> List<R> map(List<T> things, Function<T, R> work) {
        List<CompletableFuture<R>> results = things.stream()
                .map(thing -> CompletableFuture.supplyAsync(() -> work.apply(thing), pool))
                .toList();
        return results.stream().map(Workers::result).toList();
    }

    private static <R> R result(CompletableFuture<R> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    /**
     * Takes no more work and waits for what is under way.
     *
     * @return whether all has ended
     */
    public boolean finish(Duration longest) {
        pool.shutdown();
        try {
            return pool.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
