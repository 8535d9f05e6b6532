package io.postroom.server.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param pid its number
 * @param startedMillis when it started, in milliseconds since 1970, as the operating system tells it
 */
public record ProcessIdentity(long pid, long startedMillis) {
    private static final long POLL_MILLIS = 50;
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == startedMillis);
    }

    /**
     * Waits until it has ended; at once if it has. ({@link ProcessHandle#onExit} looks after a process that is no child less and less
     * often, and would tell seconds late.)
     *
     * @return false if it still runs after {@code patience}
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (find().isPresent()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            NEVER.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
