package io.postroom.webhooks;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Patience;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Redelivery;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Tells webhooks of events, at least once each and in no promised order: from the log to a delivery on record, from there to a call, and
 * again by the {@link RetrySchedule} until the endpoint takes it.
 *
 * <p>One in a process, and for now one in a whole installation: two would read the same log from the same cursor and call twice. A lease of
 * the cursor will come with the distributed profile.
 *
 * <p>Owns its threads, {@code webhook-…}. An absent store stops nothing for good: the loops wait and go on. Thread-safe.
 */
public final class WebhookRelay implements AutoCloseable, Redelivery {
    private static final int READERS = 4;
    private static final int RECORDERS = 16;
    private static final int MAX_RECORDS_WAITING = 1_000;
    private static final int CALLS = 256;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * How often it looks by itself.
     *
     * @param logs whether any organisation's log has grown, though no signal said so
     * @param due whether a delivery is due
     */
    record Pace(Duration logs, Duration due) {
        static final Pace USUAL = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    private final RelayStores stores;
    private final EventSignal signal;
    private final WebhookCaller caller;
    private final Clock clock;
    private final Pace pace;
    private final Patience patience = new Patience("webhooks");

    private final Workers recorders = Workers.few("webhook-recorder", RECORDERS, MAX_RECORDS_WAITING);

    /** The lanes bound them; what is left undone at the end is on record and goes on at the next start. */
    private final Workers calls = Workers.asNeeded("webhook-call");

    private final Alarm alarm;
    private final DeliveryStart start;
    private final LogReader reader;
    private final DuePoller poller;
    private final List<Thread> threads = new ArrayList<>();
    private Optional<EventSignal.Listening> listening = Optional.empty();

    /** @param caller is closed with this */
    public WebhookRelay(
            RelayStores stores,
            EventSignal signal,
            WebhookChanges changes,
            WebhookCaller caller,
            RetrySchedule schedule,
            Clock clock) {
        this(stores, signal, changes, caller, schedule, clock, Pace.USUAL);
    }

    WebhookRelay(
            RelayStores stores,
            EventSignal signal,
            WebhookChanges changes,
            WebhookCaller caller,
            RetrySchedule schedule,
            Clock clock,
            Pace pace) {
        this.stores = stores;
        this.signal = signal;
        this.caller = caller;
        this.clock = clock;
        this.pace = pace;
        this.alarm = new Alarm(clock);
        Deliverer deliverer = new Deliverer(caller, stores.deliveries(), changes, schedule, patience, alarm, clock);
        this.start = new DeliveryStart(stores, new Lanes(calls, CALLS, clock), deliverer, alarm, clock);
        this.reader = new LogReader(stores, start, recorders, patience, clock);
        this.poller = new DuePoller(stores.deliveries(), start, recorders, patience, alarm, clock, pace.due());
    }

    /** Begins, also with what was left undone when the process ended last. To be called once. */
    public synchronized void start() {
        listening = Optional.of(signal.listen(reader::wake));
        ThreadFactory readers = Workers.named("webhook-reader");
        for (int i = 0; i < READERS; i++) {
            begin(readers, reader::round);
        }
        begin(Workers.named("webhook-due"), poller::round);
        begin(Workers.named("webhook-sweeper"), this::lookEverywhere);
    }

    private void begin(ThreadFactory factory, Runnable round) {
        Thread thread = factory.newThread(() -> patience.repeat(round));
        threads.add(thread);
        thread.start();
    }

    private void lookEverywhere() {
        stores.organizations().list().forEach(organization -> reader.wake(organization.id()));
        patience.pause(pace.logs());
    }

    /** At once, if the webhook's lane is free. */
    @Override
    public Delivery redeliver(OrganizationId organization, WebhookId webhookId, EventId eventId) {
        Webhook webhook =
                stores.webhooks().find(organization, webhookId).orElseThrow(() -> RefusedException.notFound("Webhook"));
        if (!webhook.isEnabled()) {
            throw new RefusedException(Reason.CONFLICT, "The webhook is disabled");
        }
        MailEvent event = stores.log()
                .find(organization, eventId)
                .orElseThrow(() -> RefusedException.notFound("Event"))
                .event();
        Delivery delivery = tellAgain(webhook, event);
        alarm.ring();
        return delivery;
    }

    private Delivery tellAgain(Webhook webhook, MailEvent event) {
        Optional<Delivery> known = stores.deliveries().find(webhook.id(), event.id());
        if (known.isEmpty()) {
            start.first(webhook, event);
            return stores.deliveries().find(webhook.id(), event.id()).orElseThrow();
        }
        Instant now = clock.instant();
        if (known.get().state() instanceof DeliveryState.Attempting attempting
                && attempting.giveUpAt().isAfter(now)) {
            throw new RefusedException(Reason.CONFLICT, "An attempt is under way");
        }
        Delivery again = DeliverySteps.again(known.get(), now);
        stores.deliveries().update(known.get(), again);
        return again;
    }

    /** Takes up nothing more, gives calls under way a few seconds, then cuts them; they are on record as due at the next start. */
    @Override
    public synchronized void close() {
        listening.ifPresent(EventSignal.Listening::close);
        patience.close();
        reader.close();
        alarm.ring();
        threads.forEach(WebhookRelay::join);
        recorders.finish(GRACE);
        reader.finish();
        if (!calls.finish(GRACE)) {
            caller.close();
            calls.finish(GRACE);
        }
        caller.close();
        recorders.close();
        calls.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
