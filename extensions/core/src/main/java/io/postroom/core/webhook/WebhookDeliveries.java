package io.postroom.core.webhook;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * What became of the calls of a webhook, for its owner.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}. Each method throws a
 * {@link RefusedException} if the caller may not do this or names a webhook that it may not know of.
 */
public final class WebhookDeliveries {
    private final Webhooks webhooks;
    private final DeliveryStore deliveries;
    private final Redelivery redelivery;
    private final TestCall tests;
    private final Clock clock;

    public WebhookDeliveries(
            Webhooks webhooks, DeliveryStore deliveries, Redelivery redelivery, TestCall tests, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.redelivery = redelivery;
        this.tests = tests;
        this.clock = clock;
    }

    /** Those of the last 30 days, ordered by creation time, then event id. */
    public Page<Delivery> list(Caller caller, WebhookId id, PageRequest request) {
        caller.require(Permission.WEBHOOK_READ);
        return deliveries.list(webhooks.find(caller, id).id(), request);
    }

    /** Has the webhook told again of an event that it was told of, or was to be; returns before it is told. */
    public Delivery redeliver(Caller caller, WebhookId id, EventId event) {
        caller.require(Permission.WEBHOOK_UPDATE);
        Webhook webhook = webhooks.find(caller, id);
        if (deliveries.find(id, event).isEmpty()) {
            throw RefusedException.notFound("Delivery");
        }
        return redelivery.redeliver(webhook.organization(), id, event);
    }

    /**
     * Calls the webhook once with an event that did not happen, also if it is disabled. Nothing of this is kept.
     *
     * @param type empty for the first of those that the webhook wants
     */
    public Attempt test(Caller caller, WebhookId id, Optional<EventType> type) {
        caller.require(Permission.WEBHOOK_UPDATE);
        Webhook webhook = webhooks.find(caller, id);
        EventType first =
                webhook.eventTypes().stream().min(Comparator.naturalOrder()).orElse(EventType.MESSAGE_RECEIVED);
        return tests.call(
                webhook,
                SampleEvents.of(webhook, type.orElse(first), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }
}
