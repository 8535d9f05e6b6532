package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Deliveries in maps. Thread-safe. */
public final class MemoryDeliveryStore implements DeliveryStore {
    private static final Duration KEEP = Duration.ofDays(30);

    private record Key(WebhookId webhook, EventId event) {}

    private record Due(Instant at, String webhook, String event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            int byWebhook = byTime != 0 ? byTime : webhook.compareTo(other.webhook);
            return byWebhook != 0 ? byWebhook : event.compareTo(other.event);
        }
    }

    private final Map<Key, Delivery> deliveries = new ConcurrentHashMap<>();
    private final Map<WebhookId, OrderedRows<Key>> byWebhook = new ConcurrentHashMap<>();
    private final Map<OrganizationId, OrderedRows<Key>> abandoned = new ConcurrentHashMap<>();
    private final TreeMap<Due, Key> due = new TreeMap<>();
    private final Clock clock;

    /** @param clock says when a delivery is to be forgotten */
    public MemoryDeliveryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void add(Delivery delivery) {
        put(delivery);
    }

    @Override
    public synchronized void update(Delivery before, Delivery after) {
        remove(before);
        put(after);
    }

    private void put(Delivery delivery) {
        Key key = keyOf(delivery);
        deliveries.put(key, delivery);
        rowsOf(delivery.webhook()).put(placeInWebhook(delivery), key);
        delivery.dueAt().ifPresent(at -> due.put(dueOf(delivery, at), key));
        if (delivery.state() instanceof DeliveryState.Abandoned) {
            abandonedOf(delivery.organization()).put(placeInOrganization(delivery), key);
        }
    }

    private void remove(Delivery delivery) {
        deliveries.remove(keyOf(delivery));
        rowsOf(delivery.webhook()).remove(placeInWebhook(delivery));
        delivery.dueAt().ifPresent(at -> due.remove(dueOf(delivery, at)));
        abandonedOf(delivery.organization()).remove(placeInOrganization(delivery));
    }

    @Override
    public synchronized Optional<Delivery> find(WebhookId webhook, EventId event) {
        forgetOld();
        return Optional.ofNullable(deliveries.get(new Key(webhook, event)));
    }

    @Override
    public synchronized List<Delivery> due(Instant now, int limit) {
        forgetOld();
        return due.entrySet().stream()
                .takeWhile(entry -> !entry.getKey().at().isAfter(now))
                .limit(limit)
                .map(entry -> deliveries.get(entry.getValue()))
                .toList();
    }

    @Override
    public synchronized Page<Delivery> list(WebhookId webhook, PageRequest request) {
        forgetOld();
        return rowsOf(webhook).page(request).map(deliveries::get);
    }

    @Override
    public synchronized Page<Delivery> listAbandoned(OrganizationId organization, PageRequest request) {
        forgetOld();
        return abandonedOf(organization).page(request).map(deliveries::get);
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(KEEP);
        List.copyOf(deliveries.values()).stream()
                .filter(delivery -> delivery.createdAt().isBefore(oldest))
                .forEach(this::remove);
    }

    private OrderedRows<Key> rowsOf(WebhookId webhook) {
        return byWebhook.computeIfAbsent(webhook, id -> new OrderedRows<>());
    }

    private OrderedRows<Key> abandonedOf(OrganizationId organization) {
        return abandoned.computeIfAbsent(organization, id -> new OrderedRows<>());
    }

    private static Key keyOf(Delivery delivery) {
        return new Key(delivery.webhook(), delivery.event());
    }

    private static PageKey placeInWebhook(Delivery delivery) {
        return new PageKey(delivery.createdAt(), delivery.event().value());
    }

    private static PageKey placeInOrganization(Delivery delivery) {
        return new PageKey(
                delivery.createdAt(),
                delivery.webhook().value() + " " + delivery.event().value());
    }

    private static Due dueOf(Delivery delivery, Instant at) {
        return new Due(at, delivery.webhook().value(), delivery.event().value());
    }
}
