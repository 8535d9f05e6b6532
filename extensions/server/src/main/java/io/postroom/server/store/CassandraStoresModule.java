package io.postroom.server.store;

import com.datastax.oss.driver.api.core.CqlSession;
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
import io.postroom.core.send.SendRecords;
import io.postroom.core.signup.SignUpStore;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.RowWatch;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.core.verify.SenderStore;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.WebhookStore;
import io.postroom.store.cassandra.CassandraApiKeyStore;
import io.postroom.store.cassandra.CassandraCursorStore;
import io.postroom.store.cassandra.CassandraDeliveryStore;
import io.postroom.store.cassandra.CassandraDomainStore;
import io.postroom.store.cassandra.CassandraDraftStore;
import io.postroom.store.cassandra.CassandraEventLog;
import io.postroom.store.cassandra.CassandraEventSumStore;
import io.postroom.store.cassandra.CassandraIdempotencyStore;
import io.postroom.store.cassandra.CassandraInboxStore;
import io.postroom.store.cassandra.CassandraKeyspace;
import io.postroom.store.cassandra.CassandraLabelEventStore;
import io.postroom.store.cassandra.CassandraListStore;
import io.postroom.store.cassandra.CassandraMailboxMarks;
import io.postroom.store.cassandra.CassandraMessageStore;
import io.postroom.store.cassandra.CassandraOrganizationStore;
import io.postroom.store.cassandra.CassandraPodStore;
import io.postroom.store.cassandra.CassandraRefusalStore;
import io.postroom.store.cassandra.CassandraSchema;
import io.postroom.store.cassandra.CassandraSendRecords;
import io.postroom.store.cassandra.CassandraSenderStore;
import io.postroom.store.cassandra.CassandraSignUpStore;
import io.postroom.store.cassandra.CassandraSigningKeyStore;
import io.postroom.store.cassandra.CassandraSuppressionStore;
import io.postroom.store.cassandra.CassandraTrustPolicyStore;
import io.postroom.store.cassandra.CassandraUsageStore;
import io.postroom.store.cassandra.CassandraWebhookStore;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Core's stores in Cassandra, over James' session and in a keyspace of our own, on one node. */
public final class CassandraStoresModule extends AbstractModule {
    private static final int REPLICATION_FACTOR = 1;

    /** The statements that make our keyspace and its tables where they are missing. */
    public static List<String> tables() {
        return CassandraSchema.tables(REPLICATION_FACTOR);
    }

    @Provides
    @Singleton
    CassandraKeyspace keyspace(CqlSession session) {
        return CassandraSchema.migrateAlone(session, REPLICATION_FACTOR); // the data directory is locked
    }

    @Provides
    @Singleton
    AccessSignal access() {
        return new AccessSignal();
    }

    @Provides
    @Singleton
    OrganizationStore organizations(CassandraKeyspace keyspace, AccessSignal access) {
        return new WatchedOrganizationStore(new CassandraOrganizationStore(keyspace), access);
    }

    @Provides
    @Singleton
    ApiKeyStore keys(CassandraKeyspace keyspace, Clock clock, AccessSignal access) {
        return new WatchedApiKeyStore(new CassandraApiKeyStore(keyspace, clock), access);
    }

    @Provides
    @Singleton
    PodStore pods(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraPodStore(keyspace, clock);
    }

    @Provides
    @Singleton
    InboxStore inboxes(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraInboxStore(keyspace, clock);
    }

    @Provides
    @Singleton
    MessageStore messages(CassandraKeyspace keyspace, Clock clock, Set<RowWatch> watches) {
        return new WatchedMessageStore(new CassandraMessageStore(keyspace, clock), List.copyOf(watches));
    }

    @Provides
    @Singleton
    LabelEventStore labelEvents(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraLabelEventStore(keyspace, clock);
    }

    @Provides
    @Singleton
    EventSumStore eventSums(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraEventSumStore(keyspace, clock);
    }

    @Provides
    @Singleton
    UsageStore usage(CassandraKeyspace keyspace) {
        return new CassandraUsageStore(keyspace);
    }

    @Provides
    @Singleton
    EventLog events(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraEventLog(keyspace, clock);
    }

    @Provides
    @Singleton
    CursorStore cursors(CassandraKeyspace keyspace) {
        return new CassandraCursorStore(keyspace);
    }

    @Provides
    @Singleton
    IdempotencyStore idempotency(CassandraKeyspace keyspace) {
        return new CassandraIdempotencyStore(keyspace);
    }

    @Provides
    @Singleton
    SendRecords sendRecords(CassandraKeyspace keyspace) {
        return new CassandraSendRecords(keyspace);
    }

    @Provides
    @Singleton
    SuppressionStore suppressions(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraSuppressionStore(keyspace, clock);
    }

    @Provides
    @Singleton
    ListStore lists(CassandraKeyspace keyspace) {
        return new CassandraListStore(keyspace);
    }

    @Provides
    @Singleton
    SenderStore senders(CassandraKeyspace keyspace) {
        return new CassandraSenderStore(keyspace);
    }

    @Provides
    @Singleton
    TrustPolicyStore trustPolicies(CassandraKeyspace keyspace) {
        return new CassandraTrustPolicyStore(keyspace);
    }

    @Provides
    @Singleton
    RefusalStore refusals(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraRefusalStore(keyspace, clock);
    }

    @Provides
    @Singleton
    WebhookStore webhooks(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraWebhookStore(keyspace, clock);
    }

    @Provides
    @Singleton
    DeliveryStore deliveries(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraDeliveryStore(keyspace, clock);
    }

    @Provides
    @Singleton
    DraftStore drafts(CassandraKeyspace keyspace, Clock clock) {
        return new CassandraDraftStore(keyspace, clock);
    }

    @Provides
    @Singleton
    DomainStore domains(CassandraKeyspace keyspace) {
        return new CassandraDomainStore(keyspace);
    }

    @Provides
    @Singleton
    SigningKeyStore signingKeys(CassandraKeyspace keyspace) {
        return new CassandraSigningKeyStore(keyspace);
    }

    @Provides
    @Singleton
    SignUpStore signUps(CassandraKeyspace keyspace) {
        return new CassandraSignUpStore(keyspace);
    }

    @Provides
    @Singleton
    MailboxMarks marks(CassandraKeyspace keyspace) {
        return new CassandraMailboxMarks(keyspace);
    }
}
