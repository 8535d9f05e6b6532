package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.OrganizationId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps webhooks; holds that a client id exists once in an organisation.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface WebhookStore {
    /** Adds the webhook and returns it, or returns the one that has its client id already; atomic under concurrency. */
    Webhook create(Webhook webhook);

    /** Replaces the webhook of the same id; nothing happens if it was deleted meanwhile. */
    void update(Webhook webhook);

    Optional<Webhook> find(OrganizationId organization, WebhookId id);

    Optional<Webhook> findByClientId(OrganizationId organization, ClientId clientId);

    /** All of an organisation, ordered by creation time, then id; each event asks. */
    List<Webhook> listAll(OrganizationId organization);

    /** Removes it and frees its client id; nothing happens if there is none. */
    void delete(Webhook webhook);
}
