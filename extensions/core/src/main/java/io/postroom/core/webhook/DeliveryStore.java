package io.postroom.core.webhook;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps deliveries and when each is due.
 *
 * <p>Calls block; each is durable once it returns. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface DeliveryStore {
    /**
     * Adds the delivery. There is none of its webhook and event, but for what an addition that failed has left: who does not know whether one
     * succeeded, adds what {@link #find} gives.
     */
    void add(Delivery delivery);

    /** Replaces {@code before} by {@code after}, which differ in state and attempts only. */
    void update(Delivery before, Delivery after);

    Optional<Delivery> find(WebhookId webhook, EventId event);

    /** Those due at {@code now}, earliest first. */
    List<Delivery> due(Instant now, int limit);

    /** All of a webhook, ordered by creation time, then event id. Deliveries are forgotten 30 days after their creation. */
    Page<Delivery> list(WebhookId webhook, PageRequest request);

    /** The abandoned ones of an organisation, ordered by creation time, then webhook and event id. */
    Page<Delivery> listAbandoned(OrganizationId organization, PageRequest request);
}
