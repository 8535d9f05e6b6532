package io.postroom.core.draft;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of scheduled drafts: looks twice a second for those that are due, and sends them, some at a time. What it cannot send because a
 * store or the queue is away it tries again. Several may run, in one installation or in several processes of one.
 *
 * <p>Owns its threads, {@code draft-…}. Thread-safe.
 */
public final class ScheduledDrafts implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int SENDERS = 4;
    private static final int AT_ONCE = 100;
    private static final Logger LOGGER = LoggerFactory.getLogger(ScheduledDrafts.class);

    private final DraftStore store;
    private final DraftSending sending;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor ticks =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "draft-clock"));
    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService senders =
            Executors.newFixedThreadPool(SENDERS, work -> new Thread(work, "draft-sender-" + number.incrementAndGet()));

    private boolean storeIsAway;

    public ScheduledDrafts(DraftStore store, DraftSending sending, Clock clock) {
        this.store = store;
        this.sending = sending;
        this.clock = clock;
        ticks.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Begins, also with what became due while nothing ran. */
    public void start() {
        ticks.scheduleWithFixedDelay(this::tick, 0, PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        try {
            sendWhatIsDue();
            storeIsAway = false;
        } catch (UncheckedIOException e) {
            if (!storeIsAway) {
                LOGGER.warn("due drafts cannot be looked for now: {}", e.getMessage());
            }
            storeIsAway = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOGGER.error("due drafts cannot be looked for", e); // and go on: a thrown exception would end the schedule
        }
    }

    /** Sends what is due now; returns when each is sent or was tried. */
    void sendWhatIsDue() throws InterruptedException {
        List<Draft> due = store.due(clock.instant(), AT_ONCE);
        if (!due.isEmpty()) {
            senders.invokeAll(due.stream().map(this::task).collect(Collectors.toList()));
        }
    }

    private Callable<DraftId> task(Draft draft) {
        return () -> {
            send(draft);
            return draft.id();
        };
    }

    private void send(Draft draft) {
        try {
            sending.sendDue(draft);
        } catch (UncheckedIOException e) {
            LOGGER.warn("draft {} cannot be sent now: {}", draft.id(), e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.error("draft {} cannot be sent", draft.id(), e);
        }
    }

    /** Takes up nothing more and waits for what is being sent; what is left is due at the next start. */
    @Override
    public void close() {
        ticks.shutdown();
        senders.shutdown();
        try {
            if (!senders.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                senders.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
