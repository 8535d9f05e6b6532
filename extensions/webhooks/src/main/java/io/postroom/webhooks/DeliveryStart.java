package io.postroom.webhooks;

import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts deliveries on their way: on record, and into the lane of their webhook. Thread-safe; blocks on stores only, whose absence shows as
 * an {@link java.io.UncheckedIOException}.
 */
final class DeliveryStart {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookRelay.class);

    private record Key(WebhookId webhook, EventId event) {}

    private final RelayStores stores;
    private final Lanes lanes;
    private final Deliverer deliverer;
    private final Alarm alarm;
    private final Clock clock;

    /** Those this process works on: the store may call one of them due while its end is being written. */
    private final Map<Key, FirstRecord> underWay = new ConcurrentHashMap<>();

    /** @param alarm hears when a delivery that found no place will be due */
    DeliveryStart(RelayStores stores, Lanes lanes, Deliverer deliverer, Alarm alarm, Clock clock) {
        this.stores = stores;
        this.lanes = lanes;
        this.deliverer = deliverer;
        this.alarm = alarm;
        this.clock = clock;
    }

    /**
     * Tells {@code webhook} of {@code event}, unless that was begun before. While this writes that down, the call is prepared in the lane.
     * Once it returns, that the webhook must be told is durable; if it throws, it must be called again.
     */
    void first(Webhook webhook, MailEvent event) {
        FirstRecord record = new FirstRecord(stores.deliveries());
        alone(new Key(webhook.id(), event.id()), record, () -> begin(webhook, event, record))
                .orElse(record)
                .write();
    }

    private boolean begin(Webhook webhook, MailEvent event, FirstRecord record) {
        Optional<Delivery> known = stores.deliveries().find(webhook.id(), event.id());
        if (known.isPresent()) {
            known.filter(delivery -> delivery.dueAt().isPresent()).ifPresent(stores.deliveries()::add);
            return false;
        }
        Instant now = clock.instant();
        Optional<Lanes.Place> place = lanes.enter(webhook.id());
        Instant turn = place.isPresent() ? now : lanes.nextTurn(webhook.id());
        Delivery waiting = DeliverySteps.wait(event.organization(), webhook.id(), event.id(), now, turn);
        if (place.isEmpty()) {
            record.expect(waiting);
            record.write();
            waiting.dueAt().ifPresent(alarm::expect);
            return false;
        }
        Delivery attempting = DeliverySteps.begin(waiting, now);
        record.expect(attempting);
        place.get().run(() -> call(webhook, event, attempting, record));
        return true;
    }

    /**
     * Goes on with one that is due.
     *
     * @return whether anything was done; if not, it is under way here
     */
    boolean resume(Delivery due) {
        FirstRecord written = new FirstRecord(stores.deliveries());
        return alone(new Key(due.webhook(), due.event()), written, () -> {
                    Optional<Webhook> webhook = stores.webhooks().find(due.organization(), due.webhook());
                    if (webhook.isEmpty() || !webhook.get().isEnabled()) {
                        return abandon(due, webhook.isEmpty() ? "the webhook was deleted" : "the webhook is disabled");
                    }
                    Optional<EventLog.Entry> entry = stores.log().find(due.organization(), due.event());
                    return entry.isPresent()
                            ? goOn(webhook.get(), entry.get().event(), due, written)
                            : abandon(due, "the event is no longer in the log");
                })
                .isEmpty();
    }

    /**
     * Does {@code work} unless this delivery is under way; it stays so after {@code work} if that says it was handed on to a lane.
     *
     * @return the record of who works on it already, if {@code work} was not done for that reason
     */
    private Optional<FirstRecord> alone(Key key, FirstRecord record, BooleanSupplier work) {
        FirstRecord other = underWay.putIfAbsent(key, record);
        if (other != null) {
            return Optional.of(other);
        }
        boolean handedOn = false;
        try {
            handedOn = work.getAsBoolean();
        } finally {
            if (!handedOn) {
                underWay.remove(key);
            }
        }
        return Optional.empty();
    }

    /** Records that it is tried again, and tries if there is a place for it. */
    private boolean goOn(Webhook webhook, MailEvent event, Delivery due, FirstRecord written) {
        Optional<Lanes.Place> place = lanes.enter(webhook.id());
        boolean handedOn = false;
        try {
            Delivery next = place.isPresent()
                    ? DeliverySteps.begin(due, clock.instant())
                    : DeliverySteps.postpone(due, lanes.nextTurn(webhook.id()));
            stores.deliveries().update(due, next);
            if (place.isEmpty()) {
                next.dueAt().ifPresent(alarm::expect);
            } else {
                place.get().run(() -> call(webhook, event, next, written));
                handedOn = true;
            }
        } finally {
            if (!handedOn) {
                place.ifPresent(Lanes.Place::leave);
            }
        }
        return handedOn;
    }

    private Runnable call(Webhook webhook, MailEvent event, Delivery delivery, FirstRecord record) {
        Key key = new Key(delivery.webhook(), delivery.event());
        boolean called = false;
        try {
            Runnable outcome = deliverer.deliver(webhook, event, delivery, record);
            called = true;
            return () -> {
                try {
                    outcome.run();
                } finally {
                    underWay.remove(key);
                }
            };
        } finally {
            if (!called) {
                underWay.remove(key);
            }
        }
    }

    private boolean abandon(Delivery due, String why) {
        stores.deliveries().update(due, DeliverySteps.abandon(due, clock.instant(), why));
        LOGGER.info("Gave up event {} for webhook {}: {}", due.event(), due.webhook(), why);
        return false;
    }
}
