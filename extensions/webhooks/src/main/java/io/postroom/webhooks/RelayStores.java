package io.postroom.webhooks;

import io.postroom.core.account.OrganizationStore;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventLog;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.WebhookStore;

/** What the relay reads and writes. */
public record RelayStores(
        OrganizationStore organizations,
        EventLog log,
        CursorStore cursors,
        WebhookStore webhooks,
        DeliveryStore deliveries) {}
