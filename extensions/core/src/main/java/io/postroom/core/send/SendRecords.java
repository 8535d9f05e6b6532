package io.postroom.core.send;

import java.time.Duration;

/**
 * Keeps what idempotency keys were used for.
 *
 * <p>Both calls are atomic for one key of one organisation, and durable once they return. Calls block. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}: then the change may have been made or not. Thread-safe.
 */
public interface SendRecords {
    /**
     * Records the first use of a key.
     *
     * @param keep how long at least; at most a minute longer
     * @return what is on record now: {@code record}, or what was there before
     */
    SendRecord recordIfAbsent(SendRecord record, Duration keep);

    /**
     * Puts {@code after} in place of {@code before} of the same key, if the attempt on record is still that of {@code before}.
     *
     * @param keep from now on, as above
     * @return whether it was
     */
    boolean replace(SendRecord before, SendRecord after, Duration keep);
}
