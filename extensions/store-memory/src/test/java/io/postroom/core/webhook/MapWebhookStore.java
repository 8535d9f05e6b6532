package io.postroom.core.webhook;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.OrganizationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Webhooks in a map, which counts how often one is written anew. */
final class MapWebhookStore implements WebhookStore {
    private final Map<WebhookId, Webhook> webhooks = new LinkedHashMap<>();
    int writes;

    @Override
    public Webhook create(Webhook webhook) {
        return webhook.clientId()
                .flatMap(id -> findByClientId(webhook.organization(), id))
                .orElseGet(() -> {
                    webhooks.put(webhook.id(), webhook);
                    return webhook;
                });
    }

    @Override
    public void update(Webhook webhook) {
        writes++;
        webhooks.replace(webhook.id(), webhook);
    }

    @Override
    public Optional<Webhook> find(OrganizationId organization, WebhookId id) {
        return listAll(organization).stream().filter(w -> w.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Webhook> findByClientId(OrganizationId organization, ClientId clientId) {
        return listAll(organization).stream()
                .filter(w -> w.clientId().equals(Optional.of(clientId)))
                .findFirst();
    }

    @Override
    public List<Webhook> listAll(OrganizationId organization) {
        return webhooks.values().stream()
                .filter(w -> w.organization().equals(organization))
                .toList();
    }

    @Override
    public void delete(Webhook webhook) {
        webhooks.remove(webhook.id());
    }
}
