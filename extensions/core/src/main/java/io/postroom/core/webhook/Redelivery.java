package io.postroom.core.webhook;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;

/** Tells webhooks again, for the operator and for their owners. */
@FunctionalInterface
public interface Redelivery {
    /**
     * Tells a webhook of an event from the first attempt on, whatever became of it before. Returns before it is told.
     *
     * @return the delivery as it is now on record
     * @throws io.postroom.core.error.RefusedException {@link io.postroom.core.error.Reason#NOT_FOUND} if there is no such webhook or event,
     *     {@link io.postroom.core.error.Reason#CONFLICT} if the webhook is disabled or an attempt is under way
     */
    Delivery redeliver(OrganizationId organization, WebhookId webhook, EventId event);
}
