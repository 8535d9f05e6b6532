package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventLog.Entry;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.InboxStore.Creation;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListType;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.KeyUse;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A keyspace that version 1 wrote is brought forward, and everything in it is read. */
@ExtendWith(CassandraNode.class)
class UpgradeTest {
    private static final String KEYSPACE = "upgraded";

    private final CqlSession session;
    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();

    UpgradeTest(CqlSession session) {
        this.session = session;
        keyspace = new CassandraKeyspace(session, KEYSPACE);
    }

    @BeforeEach
    void upgrade() throws IOException {
        new CassandraSchema(session, KEYSPACE, CassandraSchema.steps().subList(0, 1)).migrate(1);
        for (String row : rows()) {
            session.execute(row.replace("{keyspace}", KEYSPACE));
        }
        List<List<String>> steps = new ArrayList<>(CassandraSchema.steps());
        steps.add(List.of(
                "ALTER TABLE {keyspace}.message ADD IF NOT EXISTS a_later_column text",
                "CREATE TABLE IF NOT EXISTS {keyspace}.a_later_table (id int PRIMARY KEY)"));
        new CassandraSchema(session, KEYSPACE, steps).migrate(1);
    }

    private static List<String> rows() throws IOException {
        try (InputStream in = UpgradeTest.class.getResourceAsStream("version-1.cql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @AfterEach
    void drop() {
        session.execute("DROP KEYSPACE " + KEYSPACE);
    }

    @Test
    void everythingThatVersionOneWroteIsRead() {
        readsAccounts();
        readsMessages();
        readsEvents();
        readsWebhooks();
        hasNoLists();
    }

    private void hasNoLists() {
        CassandraListStore lists = new CassandraListStore(keyspace);
        assertThat(lists.latestChange()).isEmpty();
        ListKey key =
                new ListKey(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), Direction.RECEIVE, ListType.BLOCK);
        ListEntry entry = new ListEntry(key, new EntryName("example.com"), Optional.empty(), Fixtures.NOW);
        lists.save(entry);
        assertThat(lists.list(key, "", 10)).containsExactly(entry);
        assertThat(new CassandraSuppressionStore(keyspace, clock).listByAddress(Fixtures.ORGANIZATION, "", 10))
                .isEmpty();
    }

    private void readsAccounts() {
        assertThat(new CassandraOrganizationStore(keyspace).list()).containsExactly(VersionOneData.ORGANIZATION);
        CassandraApiKeyStore keys = new CassandraApiKeyStore(keyspace, clock);
        assertThat(keys.findByHash(VersionOneData.KEY.hash())).contains(VersionOneData.KEY);
        assertThat(keys.list(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), PageRequest.first())
                        .items())
                .containsExactly(VersionOneData.KEY);
        CassandraInboxStore inboxes = new CassandraInboxStore(keyspace, clock);
        assertThat(inboxes.find(Fixtures.SUPPORT)).contains(VersionOneData.INBOX);
        assertThat(inboxes.count(Fixtures.ORGANIZATION)).isEqualTo(1);
        assertThat(inboxes.create(VersionOneData.INBOX)).isEqualTo(new Creation.ClientIdTaken(VersionOneData.INBOX));
        assertThat(inboxes.list(Fixtures.ORGANIZATION, Fixtures.POD, PageRequest.first())
                        .items())
                .containsExactly(VersionOneData.INBOX);
    }

    private void readsMessages() {
        CassandraMessageStore messages = new CassandraMessageStore(keyspace, clock);
        assertThat(messages.findClaim(Fixtures.SUPPORT, VersionOneData.FIRST.id()))
                .contains(VersionOneData.CLAIM);
        assertThat(messages.find(Fixtures.SUPPORT, VersionOneData.FIRST.id())).contains(VersionOneData.FIRST);
        assertThat(messages.findByMailboxId(Fixtures.SUPPORT, VersionOneData.ANSWER.mailboxId()))
                .contains(VersionOneData.ANSWER);
        assertThat(messages.list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first())
                        .items())
                .containsExactly(VersionOneData.ANSWER, VersionOneData.FIRST);
        Labels labels = VersionOneData.ANSWER.labels();
        assertThat(messages.list(
                                Fixtures.SUPPORT,
                                new MessageFilter(labels, Labels.NONE, Optional.empty(), Optional.empty()),
                                PageRequest.first())
                        .items())
                .containsExactly(VersionOneData.ANSWER);
        Optional<ThreadSummary> thread = ThreadSummary.of(List.of(VersionOneData.FIRST, VersionOneData.ANSWER));
        assertThat(messages.findThread(VersionOneData.FIRST.thread())).isEqualTo(thread);
        assertThat(messages.listThreads(
                                new ThreadScope.OfOrganization(Fixtures.ORGANIZATION),
                                MessageFilter.ALL,
                                PageRequest.first())
                        .items())
                .containsExactly(thread.orElseThrow());
        assertThat(new CassandraMailboxMarks(keyspace).list(Fixtures.SUPPORT)).containsExactly(VersionOneData.MARK);
        KeyUse other = new KeyUse("other", Digest.sha256("other"));
        assertThat(new CassandraIdempotencyStore(keyspace)
                        .recordIfAbsent(Fixtures.SUPPORT, "ann@example.com", "key", other, Duration.ofDays(7)))
                .isEqualTo(VersionOneData.USE);
    }

    private void readsEvents() {
        CassandraEventLog log = new CassandraEventLog(keyspace, clock);
        log.append(VersionOneData.EVENT);
        assertThat(log.readAfter(Fixtures.ORGANIZATION, Position.START, 10))
                .extracting(Entry::event)
                .containsExactly(VersionOneData.EVENT);
        assertThat(new CassandraCursorStore(keyspace).read("webhooks", Fixtures.ORGANIZATION))
                .isEqualTo(new Position(7));
    }

    private void readsWebhooks() {
        assertThat(new CassandraWebhookStore(keyspace, clock).listAll(Fixtures.ORGANIZATION))
                .containsExactly(VersionOneData.WEBHOOK);
        CassandraDeliveryStore deliveries = new CassandraDeliveryStore(keyspace, clock);
        assertThat(deliveries.due(Fixtures.NOW.plusSeconds(60), 10)).containsExactly(VersionOneData.WAITING);
        assertThat(deliveries
                        .list(VersionOneData.WEBHOOK.id(), PageRequest.first())
                        .items())
                .containsExactly(VersionOneData.ABANDONED, VersionOneData.WAITING);
        assertThat(deliveries
                        .listAbandoned(Fixtures.ORGANIZATION, PageRequest.first())
                        .items())
                .containsExactly(VersionOneData.ABANDONED);
    }
}
