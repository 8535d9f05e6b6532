package io.postroom.webhooks;

import io.postroom.core.concurrent.Workers;
import io.postroom.core.event.Patience;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Goes on with deliveries that are due: those to be tried again, those that found no place in their lane, those whose process died. One
 * thread calls {@link #round}.
 */
final class DuePoller {
    private static final int BATCH = 200;

    private final DeliveryStore deliveries;
    private final DeliveryStart start;
    private final Workers recorders;
    private final Patience patience;
    private final Clock clock;
    private final Duration interval;
    private final Alarm alarm;

    DuePoller(
            DeliveryStore deliveries,
            DeliveryStart start,
            Workers recorders,
            Patience patience,
            Alarm alarm,
            Clock clock,
            Duration interval) {
        this.deliveries = deliveries;
        this.start = start;
        this.recorders = recorders;
        this.patience = patience;
        this.alarm = alarm;
        this.clock = clock;
        this.interval = interval;
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
            alarm.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
