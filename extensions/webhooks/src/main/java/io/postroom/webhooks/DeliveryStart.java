package io.postroom.webhooks;

import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.MailEvent;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts deliveries on their way: on record first, then into the lane of their webhook. Thread-safe; blocks on stores only, whose absence
 * shows as an {@link java.io.UncheckedIOException}.
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
    private final Set<Key> underWay = ConcurrentHashMap.newKeySet();

    /** @param alarm hears when a delivery that found no place will be due */
    DeliveryStart(RelayStores stores, Lanes lanes, Deliverer deliverer, Alarm alarm, Clock clock) {
        this.stores = stores;
        this.lanes = lanes;
        this.deliverer = deliverer;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** Tells {@code webhook} of {@code event}, unless that was begun before. Once this returns, that it must be told is durable. */
    void first(Webhook webhook, MailEvent event) {
        alone(new Key(webhook.id(), event.id()), () -> {
            Instant now = clock.instant();
            Optional<Lanes.Place> place = lanes.enter(webhook.id());
            Instant turn = place.isPresent() ? now : lanes.nextTurn(webhook.id());
            Delivery waiting = DeliverySteps.wait(event.organization(), webhook.id(), event.id(), now, turn);
            Delivery delivery = place.isPresent() ? DeliverySteps.begin(waiting, now) : waiting;
            return go(webhook, event, delivery, place, () -> stores.deliveries().add(delivery));
        });
    }

    /**
     * Goes on with one that is due.
     *
     * @return whether anything was done; if not, it is under way here
     */
    boolean resume(Delivery due) {
        return alone(new Key(due.webhook(), due.event()), () -> {
            Optional<Webhook> webhook = stores.webhooks().find(due.organization(), due.webhook());
            if (webhook.isEmpty() || !webhook.get().isEnabled()) {
                return abandon(due, webhook.isEmpty() ? "the webhook was deleted" : "the webhook is disabled");
            }
            Optional<EventLog.Entry> entry = stores.log().find(due.organization(), due.event());
            if (entry.isEmpty()) {
                return abandon(due, "the event is no longer in the log");
            }
            Optional<Lanes.Place> place = lanes.enter(due.webhook());
            Delivery delivery = place.isPresent()
                    ? DeliverySteps.begin(due, clock.instant())
                    : DeliverySteps.postpone(due, lanes.nextTurn(due.webhook()));
            return go(webhook.get(), entry.get().event(), delivery, place, () -> {
                stores.deliveries().update(due, delivery);
                return true;
            });
        });
    }

    /**
     * Does {@code work} unless this delivery is under way; it stays so after {@code work} if that says it was handed on.
     *
     * @return whether the work was done
     */
    private boolean alone(Key key, BooleanSupplier work) {
        if (!underWay.add(key)) {
            return false;
        }
        boolean handedOn = false;
        try {
            handedOn = work.getAsBoolean();
        } finally {
            if (!handedOn) {
                underWay.remove(key);
            }
        }
        return true;
    }

    /**
     * Writes the record, and makes the attempt if there is a place for it.
     *
     * @param write says whether the record is ours to follow up
     * @return whether the attempt was handed on to the lane
     */
    private boolean go(
            Webhook webhook, MailEvent event, Delivery delivery, Optional<Lanes.Place> place, BooleanSupplier write) {
        boolean handedOn = false;
        try {
            boolean ours = write.getAsBoolean();
            if (place.isEmpty()) {
                delivery.dueAt().ifPresent(alarm::expect);
            } else if (ours) {
                place.get().run(() -> call(webhook, event, delivery));
                handedOn = true;
            }
        } finally {
            if (!handedOn) {
                place.ifPresent(Lanes.Place::leave);
            }
        }
        return handedOn;
    }

    private Runnable call(Webhook webhook, MailEvent event, Delivery delivery) {
        Key key = new Key(delivery.webhook(), delivery.event());
        boolean called = false;
        try {
            Runnable record = deliverer.deliver(webhook, event, delivery);
            called = true;
            return () -> {
                try {
                    record.run();
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
