package io.postroom.store.memory;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookId;
import io.postroom.core.webhook.WebhookStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Webhooks in maps. Thread-safe. */
public final class MemoryWebhookStore implements WebhookStore {
    private final Map<WebhookId, Webhook> byId = new ConcurrentHashMap<>();
    private final Map<OrganizationId, OrderedRows<Webhook>> ordered = new ConcurrentHashMap<>();

    @Override
    public synchronized Webhook create(Webhook webhook) {
        Optional<Webhook> existing =
                webhook.clientId().flatMap(clientId -> findByClientId(webhook.organization(), clientId));
        if (existing.isPresent()) {
            return existing.get();
        }
        put(webhook);
        return webhook;
    }

    @Override
    public synchronized void update(Webhook webhook) {
        if (byId.containsKey(webhook.id())) {
            put(webhook);
        }
    }

    private void put(Webhook webhook) {
        byId.put(webhook.id(), webhook);
        rowsOf(webhook.organization()).put(webhook.place(), webhook);
    }

    @Override
    public Optional<Webhook> find(OrganizationId organization, WebhookId id) {
        return Optional.ofNullable(byId.get(id))
                .filter(webhook -> webhook.organization().equals(organization));
    }

    @Override
    public Optional<Webhook> findByClientId(OrganizationId organization, ClientId clientId) {
        return listAll(organization).stream()
                .filter(webhook -> webhook.clientId().equals(Optional.of(clientId)))
                .findFirst();
    }

    @Override
    public List<Webhook> listAll(OrganizationId organization) {
        return rowsOf(organization).all();
    }

    @Override
    public synchronized void delete(Webhook webhook) {
        byId.remove(webhook.id());
        rowsOf(webhook.organization()).remove(webhook.place());
    }

    private OrderedRows<Webhook> rowsOf(OrganizationId organization) {
        return ordered.computeIfAbsent(organization, id -> new OrderedRows<>());
    }
}
