package io.postroom.james.scan;

import io.postroom.core.concurrent.Workers;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that take too long, on one thread of its own: whoever reads, writes or connects there then gets an exception. Limits of
 * single reads would let a slow peer go on for ever. Thread-safe.
 */
final class Deadlines implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Deadlines.class);

    private final ScheduledThreadPoolExecutor watch =
            new ScheduledThreadPoolExecutor(1, Workers.named("scanner-deadline"));

    Deadlines() {
        watch.setRemoveOnCancelPolicy(true);
        watch.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
    }

    /** Closes {@code channel} after so long, unless the result is cancelled before. */
    Future<?> set(Channel channel, Duration limit) {
        return watch.schedule(() -> close(channel), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.debug("a connection that took too long cannot be closed", e);
        }
    }

    /** Takes no more; connections that are open still end in time. */
    @Override
    public void close() {
        watch.shutdown();
    }
}
