package io.postroom.webhooks;

import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Goes on with deliveries that are due: those to be tried again, those that found no place in their lane, those whose process died. One
 * thread calls {@link #round}; {@link #wake} may be called by anybody.
 */
final class DuePoller {
    private static final int BATCH = 200;

    private final DeliveryStore deliveries;
    private final DeliveryStart start;
    private final Workers recorders;
    private final Patience patience;
    private final Clock clock;
    private final Duration interval;
    private final Semaphore wakes = new Semaphore(0);

    DuePoller(
            DeliveryStore deliveries,
            DeliveryStart start,
            Workers recorders,
            Patience patience,
            Clock clock,
            Duration interval) {
        this.deliveries = deliveries;
        this.start = start;
        this.recorders = recorders;
        this.patience = patience;
        this.clock = clock;
        this.interval = interval;
    }

    /** Something is due now. Returns at once. */
    void wake() {
        wakes.release();
    }

    /** Takes up a batch, and waits a while unless more may be due already. */
    void round() {
        List<Delivery> due = deliveries.due(clock.instant(), BATCH);
        patience.noteAnswer();
        AtomicInteger done = new AtomicInteger();
        recorders.doAll(due.stream()
                .<Runnable>map(delivery -> () -> {
                    if (start.resume(delivery)) {
                        done.incrementAndGet();
                    }
                })
                .toList());
        if (due.size() < BATCH || done.get() == 0) {
            await();
        }
    }

    private void await() {
        try {
            if (wakes.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
