package io.postroom.webhooks;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The arrows between the states of a delivery, one function each:
 *
 * <pre>
 *   wait ─▶ Waiting ─begin─▶ Attempting ─succeed─▶ Delivered ─┐
 *             ▲  ▲               │   │                        │
 *             │  └─fail,postpone─┘   └─fail,giveUp─▶ Abandoned ──────┤
 *             └───────────────────again──────────────────────┘
 * </pre>
 *
 * An attempt whose process died is begun anew once its time is up, and does not count as one that failed.
 */
final class DeliverySteps {
    /** From the record of an attempt until it is taken for dead: a wait for a free place, a call, a slow store. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private DeliverySteps() {}

    /** A new delivery, whose first attempt is due at {@code next}. */
    static Delivery wait(OrganizationId organization, WebhookId webhook, EventId event, Instant now, Instant next) {
        DeliveryState state = new DeliveryState.Waiting(millis(next));
        return new Delivery(organization, webhook, event, state, List.of(), millis(now));
    }

    /** An attempt is about to be made. */
    static Delivery begin(Delivery delivery, Instant now) {
        requireOpen(delivery);
        return delivery.withState(new DeliveryState.Attempting(millis(now), millis(now.plus(LEASE))));
    }

    /** No attempt could be made for want of a place or of our own stores. */
    static Delivery postpone(Delivery delivery, Instant next) {
        requireOpen(delivery);
        return delivery.withState(new DeliveryState.Waiting(millis(next)));
    }

    static Delivery succeed(Delivery delivery, Attempt attempt) {
        requireOpen(delivery);
        return delivery.withAttempt(attempt).withState(new DeliveryState.Delivered(endOf(attempt)));
    }

    /** @param delay until the next attempt; empty if there is none */
    static Delivery fail(Delivery delivery, Attempt attempt, Optional<Duration> delay) {
        Instant now = endOf(attempt);
        Delivery recorded = delivery.withAttempt(attempt);
        return delay.map(d -> postpone(recorded, now.plus(d)))
                .orElseGet(() -> abandon(recorded, now, "no attempt was answered with 2xx"));
    }

    /** The endpoint said that it is not coming back. */
    static Delivery giveUp(Delivery delivery, Attempt attempt) {
        return abandon(delivery.withAttempt(attempt), endOf(attempt), "the endpoint answered 410 Gone");
    }

    static Delivery abandon(Delivery delivery, Instant now, String why) {
        requireOpen(delivery);
        return delivery.withState(new DeliveryState.Abandoned(millis(now), why));
    }

    /** Somebody wants it told again, from the first attempt on, whatever became of it. */
    static Delivery again(Delivery delivery, Instant now) {
        return delivery.again(new DeliveryState.Waiting(millis(now)));
    }

    private static void requireOpen(Delivery delivery) {
        if (delivery.dueAt().isEmpty()) {
            throw new IllegalStateException("the delivery is over");
        }
    }

    private static Instant endOf(Attempt attempt) {
        return millis(attempt.at().plus(attempt.took()));
    }

    /** What a store keeps. */
    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
