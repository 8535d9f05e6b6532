package io.postroom.webhooks;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.WebhookId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that a test can make unreachable. */
final class SwitchedDeliveries implements DeliveryStore {
    private final DeliveryStore real;
    private volatile boolean away;
    private volatile boolean refused;
    private volatile Consumer<Delivery> beforeAdding = delivery -> {};

    SwitchedDeliveries(DeliveryStore real) {
        this.real = real;
    }

    void away(boolean now) {
        away = now;
    }

    /** Whether anybody noticed that it was away. */
    boolean refused() {
        return refused;
    }

    private DeliveryStore reached() {
        if (away) {
            refused = true;
            throw new UncheckedIOException(new IOException("switched off by the test"));
        }
        return real;
    }

    /** What is done before a delivery is added. */
    void beforeAdding(Consumer<Delivery> step) {
        beforeAdding = step;
    }

    @Override
    public void add(Delivery delivery) {
        beforeAdding.accept(delivery);
        reached().add(delivery);
    }

    @Override
    public void update(Delivery before, Delivery after) {
        reached().update(before, after);
    }

    @Override
    public Optional<Delivery> find(WebhookId webhook, EventId event) {
        return reached().find(webhook, event);
    }

    @Override
    public List<Delivery> due(Instant now, int limit) {
        return reached().due(now, limit);
    }

    @Override
    public Page<Delivery> list(WebhookId webhook, PageRequest request) {
        return reached().list(webhook, request);
    }

    @Override
    public Page<Delivery> listAbandoned(OrganizationId organization, PageRequest request) {
        return reached().listAbandoned(organization, request);
    }
}
