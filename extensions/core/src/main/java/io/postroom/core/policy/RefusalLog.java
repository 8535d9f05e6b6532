package io.postroom.core.policy;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes refusals in the background, so that no sender waits for a store: a refusal that cannot be written is lost, and the mail is refused
 * all the same. Of each organisation at most {@value #PER_MINUTE} are written in a minute, evenly after the first; the others are counted,
 * and the next one that is written says how many they were.
 *
 * <p>Thread-safe; never blocks. Owns a thread while there is something to write.
 */
public final class RefusalLog implements AutoCloseable {
    static final int PER_MINUTE = 60;
    static final int MOST_WAITING = 1_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MOST_ORGANIZATIONS = 10_000;
    private static final Duration FINISHING = Duration.ofSeconds(5);

    private final RefusalStore store;
    private final TokenBuckets<OrganizationId> buckets;
    private final Map<OrganizationId, Integer> counted = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final Workers writer = Workers.few("refusals", 1, MOST_WAITING);

    public RefusalLog(RefusalStore store, Clock clock) {
        this.store = store;
        this.buckets = new TokenBuckets<>(Allowance.of(PER_MINUTE, Duration.ofMinutes(1)), MOST_ORGANIZATIONS, clock);
    }

    /** Has it written soon, unless there are too many. */
    public void note(Refusal refusal) {
        OrganizationId organization = refusal.organization();
        if (buckets.take(organization).isPresent() || !room.tryAcquire()) {
            count(organization);
            return;
        }
        int omitted = Optional.ofNullable(counted.remove(organization)).orElse(0);
        writer.execute(() -> write(refusal.withOmitted(omitted)));
    }

    private void count(OrganizationId organization) {
        if (counted.size() < MOST_ORGANIZATIONS || counted.containsKey(organization)) {
            counted.merge(organization, 1, Integer::sum);
        }
    }

    private void write(Refusal refusal) {
        try {
            store.add(refusal);
        } catch (UncheckedIOException e) {
            LOGGER.warn("Refusal {} is not in the log: {}", refusal.id(), e.getMessage());
        } finally {
            room.release();
        }
    }

    /** Writes what waits, for a few seconds at most. */
    @Override
    public void close() {
        if (!writer.finish(FINISHING)) {
            writer.close();
        }
    }
}
