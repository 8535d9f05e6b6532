package io.postroom.core.webhook;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.KeyedLocks;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The one way in which an existing webhook is changed: read, change, write, one change of a webhook at a time within this process, so that
 * what its owner changes and what is noted of its failures do not overwrite each other.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class WebhookChanges {
    private final KeyedLocks locks = new KeyedLocks();
    private final WebhookStore webhooks;

    public WebhookChanges(WebhookStore webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * Writes what {@code change} makes of the webhook, unless that is equal to what is there.
     *
     * @return the webhook as it is now; empty if there is none of this id
     */
    public Optional<Webhook> apply(OrganizationId organization, WebhookId id, UnaryOperator<Webhook> change) {
        return locks.with(
                id,
                () -> webhooks.find(organization, id).map(before -> {
                    Webhook after = change.apply(before);
                    if (!after.equals(before)) {
                        webhooks.update(after);
                    }
                    return after;
                }));
    }
}
