package io.postroom.webhooks;

import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryStore;
import java.util.Optional;

/** What goes on record first of a delivery, while its call is being prepared. Thread-safe; who asks waits for a write that is under way. */
final class FirstRecord {
    private final DeliveryStore deliveries;
    private Optional<Delivery> unwritten = Optional.empty();

    FirstRecord(DeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    /** This is to be written. */
    synchronized void expect(Delivery delivery) {
        unwritten = Optional.of(delivery);
    }

    /** Whether nothing is to be written any more. */
    synchronized boolean isWritten() {
        return unwritten.isEmpty();
    }

    /** Writes what is not written yet; throws what the store throws, and may be called again then. */
    synchronized void write() {
        unwritten.ifPresent(deliveries::add);
        unwritten = Optional.empty();
    }
}
