package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.secret.Seal;
import io.postroom.core.send.NoticeMails;
import io.postroom.core.send.Sending;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.Redelivery;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookDeliveries;
import io.postroom.core.webhook.WebhookStore;
import io.postroom.core.webhook.Webhooks;
import io.postroom.james.setting.Settings;
import io.postroom.webhooks.EventJson;
import io.postroom.webhooks.GuardedClient;
import io.postroom.webhooks.MailChannel;
import io.postroom.webhooks.Reach;
import io.postroom.webhooks.RelayStores;
import io.postroom.webhooks.RetrySchedule;
import io.postroom.webhooks.WebhookCaller;
import io.postroom.webhooks.WebhookRelay;
import io.postroom.webhooks.WebhookSigner;
import io.postroom.webhooks.WebhookTests;
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
    WebhookCaller caller(
            GuardedClient client,
            EventFields fields,
            Sending sending,
            OrganizationStore organizations,
            Seal seal,
            Clock clock) {
        MailChannel mails = new NoticeMails(sending, organizations)::send;
        return new WebhookCaller(client, new EventJson(fields), new WebhookSigner(), mails, seal, clock);
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

    @Provides
    @Singleton
    WebhookDeliveries webhookDeliveries(
            Webhooks webhooks, DeliveryStore deliveries, Redelivery redelivery, WebhookCaller caller, Clock clock) {
        return new WebhookDeliveries(webhooks, deliveries, redelivery, new WebhookTests(caller), clock);
    }
}
