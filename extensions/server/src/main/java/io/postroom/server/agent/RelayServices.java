package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.secret.Seal;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.Redelivery;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookStore;
import io.postroom.james.setting.Settings;
import io.postroom.webhooks.EventJson;
import io.postroom.webhooks.GuardedClient;
import io.postroom.webhooks.Reach;
import io.postroom.webhooks.RelayStores;
import io.postroom.webhooks.RetrySchedule;
import io.postroom.webhooks.WebhookCaller;
import io.postroom.webhooks.WebhookRelay;
import io.postroom.webhooks.WebhookSigner;
import java.time.Clock;
import java.util.Random;

/** The reader of the event log that calls webhooks, not started. */
public final class RelayServices extends AbstractModule {
    @Provides
    @Singleton
    GuardedClient client(Settings settings) {
        Reach reach = settings.bool("webhooks.allow-private-networks") ? Reach.ANYWHERE : Reach.PUBLIC;
        return new GuardedClient(reach, WebhookCaller.TIMEOUT);
    }

    @Provides
    @Singleton
    WebhookCaller caller(GuardedClient client, Mailboxes mailboxes, MessageParser parser, Seal seal, Clock clock) {
        EventJson json = new EventJson(new EventFields(mailboxes, parser));
        return new WebhookCaller(client, json, new WebhookSigner(), seal, clock);
    }

    @Provides
    @Singleton
    RelayStores stores(
            OrganizationStore organizations,
            EventLog log,
            CursorStore cursors,
            WebhookStore webhooks,
            DeliveryStore deliveries) {
        return new RelayStores(organizations, log, cursors, webhooks, deliveries);
    }

    @Provides
    @Singleton
    WebhookRelay relay(
            RelayStores stores, EventSignal signal, WebhookChanges changes, WebhookCaller caller, Clock clock) {
        return new WebhookRelay(stores, signal, changes, caller, new RetrySchedule(new Random()), clock);
    }

    @Provides
    Redelivery redelivery(WebhookRelay relay) {
        return relay;
    }
}
