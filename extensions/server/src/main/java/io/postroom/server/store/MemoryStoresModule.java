package io.postroom.server.store;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.AccessSignal;
import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.WatchedApiKeyStore;
import io.postroom.core.account.WatchedOrganizationStore;
import io.postroom.core.audit.LabelEventStore;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.domain.SigningKeyStore;
import io.postroom.core.draft.DraftStore;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.EventLog;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.SuppressionStore;
import io.postroom.core.metric.EventSumStore;
import io.postroom.core.metric.UsageStore;
import io.postroom.core.policy.RefusalStore;
import io.postroom.core.policy.TrustPolicyStore;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.MailboxMarks;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.send.SendRecords;
import io.postroom.core.signup.SignUpStore;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.RowWatch;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.WebhookStore;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryCursorStore;
import io.postroom.store.memory.MemoryDeliveryStore;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryDraftStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryEventSumStore;
import io.postroom.store.memory.MemoryIdempotencyStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryLabelEventStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMailboxMarks;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemoryRefusalStore;
import io.postroom.store.memory.MemorySearchIndex;
import io.postroom.store.memory.MemorySendRecords;
import io.postroom.store.memory.MemorySenderStore;
import io.postroom.store.memory.MemorySignUpStore;
import io.postroom.store.memory.MemorySigningKeyStore;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.store.memory.MemoryTrustPolicyStore;
import io.postroom.store.memory.MemoryUsageStore;
import io.postroom.store.memory.MemoryWebhookStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Core's stores in maps. */
public final class MemoryStoresModule extends AbstractModule {
    @Override
    protected void configure() {
        AccessSignal access = new AccessSignal();
        bind(AccessSignal.class).toInstance(access);
        bind(OrganizationStore.class).toInstance(new WatchedOrganizationStore(new MemoryOrganizationStore(), access));
        bind(ApiKeyStore.class).toInstance(new WatchedApiKeyStore(new MemoryApiKeyStore(), access));
        bind(PodStore.class).toInstance(new MemoryPodStore());
        bind(InboxStore.class).toInstance(new MemoryInboxStore());
        bind(SearchIndex.class).toInstance(new MemorySearchIndex());
        bind(EventLog.class).toInstance(new MemoryEventLog());
        bind(CursorStore.class).toInstance(new MemoryCursorStore());
        bind(MailboxMarks.class).toInstance(new MemoryMailboxMarks());
        bind(DomainStore.class).toInstance(new MemoryDomainStore());
        bind(SigningKeyStore.class).toInstance(new MemorySigningKeyStore());
        bind(SuppressionStore.class).toInstance(new MemorySuppressionStore());
        bind(ListStore.class).toInstance(new MemoryListStore());
        bind(SenderStore.class).toInstance(new MemorySenderStore());
        bind(TrustPolicyStore.class).toInstance(new MemoryTrustPolicyStore());
        bind(DraftStore.class).toInstance(new MemoryDraftStore());
        bind(WebhookStore.class).toInstance(new MemoryWebhookStore());
        bind(EventSumStore.class).toInstance(new MemoryEventSumStore());
        bind(UsageStore.class).toInstance(new MemoryUsageStore());
        bind(SignUpStore.class).toInstance(new MemorySignUpStore());
        bind(LabelEventStore.class).toInstance(new MemoryLabelEventStore());
    }

    @Provides
    @Singleton
    MessageStore messages(Set<RowWatch> watches) {
        return new WatchedMessageStore(new MemoryMessageStore(), List.copyOf(watches));
    }

    @Provides
    @Singleton
    IdempotencyStore idempotency(Clock clock) {
        return new MemoryIdempotencyStore(clock);
    }

    @Provides
    @Singleton
    SendRecords sendRecords(Clock clock) {
        return new MemorySendRecords(clock);
    }

    @Provides
    @Singleton
    RefusalStore refusals(Clock clock) {
        return new MemoryRefusalStore(clock);
    }

    @Provides
    @Singleton
    DeliveryStore deliveries(Clock clock) {
        return new MemoryDeliveryStore(clock);
    }
}
