package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * The figures of docs/adr/0004 and 0005, written to {@code target/store-figures.txt}; run by name only:
 * {@code mvn -pl extensions/store-cassandra -am test -Dtest=StoreFigures}.
 */
class StoreFigures {
    private static final InboxId SMALL = new InboxId("small@agents.example");
    private static final InboxId LARGE = new InboxId("large@agents.example");
    private static final int SMALL_SIZE = 1_000;
    private static final int LARGE_SIZE = Integer.getInteger("postroom.figures.rows", 100_000);
    private static final Path REPORT = Path.of("target", "store-figures.txt");

    @Test
    void ofWrites() throws IOException {
        for (String sync : List.of("batch", "periodic")) {
            try (NodeProcess node = NodeProcess.start(sync);
                    CqlSession session = node.connect()) {
                report("commitlog_sync: " + sync);
                CassandraKeyspace keyspace = CassandraSchema.migrate(session, 1);
                rates(keyspace);
                conditions(keyspace);
            }
        }
    }

    @Test
    void ofPages() throws IOException {
        try (NodeProcess node = NodeProcess.start("periodic");
                CqlSession session = node.connect()) {
            report("lists");
            pages(CassandraSchema.migrate(session, 1), node);
        }
    }

    private static void rates(CassandraKeyspace keyspace) {
        MessageStore store = new CassandraMessageStore(keyspace, Clock.systemUTC());
        CassandraEventLog log = new CassandraEventLog(keyspace, Clock.systemUTC());
        IntConsumer inbound = number -> {
            Message message = message(new InboxId("rate-" + number % 50 + "@agents.example"), number, Instant.now());
            Inbox inbox = Fixtures.inbox(message.inbox());
            store.findClaim(message.inbox(), message.id());
            store.saveClaim(Claim.of(message));
            Rows rows = new Rows(store);
            rows.addFirst(
                    inbox,
                    message,
                    rows.join(inbox, message.id(), message.envelope().ancestors()));
            log.append(Fixtures.received(message));
        };
        IntConsumer add = number -> {
            Message message = message(new InboxId("add-" + number % 50 + "@agents.example"), number, Instant.now());
            new Rows(store).add(Fixtures.inbox(message.inbox()), message);
        };
        for (int i = 0; i < 2_000; i++) {
            inbound.accept(i);
            add.accept(i);
        }
        report("  add() alone, 1 thread: " + rate(1, 10_000, 2_000, add));
        report("  add() alone, 8 threads: " + rate(8, 20_000, 500, add));
        report("  everything of an inbound message, 1 thread: " + rate(1, 30_000, 1_000, inbound));
        report("  everything of an inbound message, 8 threads: " + rate(8, 40_000, 400, inbound));
    }

    private static String rate(int threads, int from, int each, IntConsumer work) {
        long start = System.nanoTime();
        Race.of(threads, thread -> {
            for (int i = 0; i < each; i++) {
                work.accept(from + thread * each + i);
            }
            return thread;
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(Locale.ROOT, "%.0f/s", threads * each / seconds);
    }

    private static void conditions(CassandraKeyspace keyspace) {
        PreparedStatement plain = keyspace.prepare(
                "INSERT INTO {keyspace}.inbox_by_client_id (organization, client_id, inbox)" + " VALUES (?, ?, ?)");
        PreparedStatement conditional = keyspace.prepareConditional(
                "INSERT INTO {keyspace}.inbox_by_client_id (organization, client_id, inbox) VALUES (?, ?, ?) IF NOT EXISTS");
        UUID organization = UUID.randomUUID();
        report("  plain insert: " + latency(300, i -> keyspace.execute(plain.bind(organization, "plain-" + i, "x"))));
        report("  conditional insert, new: "
                + latency(300, i -> keyspace.execute(conditional.bind(organization, "lwt-" + i, "x"))));
        report("  conditional insert, taken: "
                + latency(300, i -> keyspace.execute(conditional.bind(organization, "lwt-1", "x"))));
    }

    private static void pages(CassandraKeyspace keyspace, NodeProcess node) {
        MessageStore store = new CassandraMessageStore(keyspace, Clock.systemUTC());
        fill(store, SMALL, SMALL_SIZE);
        fill(store, LARGE, LARGE_SIZE);
        PageRequest twenty = PageRequest.first(20);
        MessageFilter visible =
                new MessageFilter(Labels.NONE, MessageFilter.RESTRICTED, Optional.empty(), Optional.empty());
        MessageFilter starred =
                new MessageFilter(Labels.of(Label.STARRED), Labels.NONE, Optional.empty(), Optional.empty());
        for (InboxId inbox : List.of(SMALL, LARGE, SMALL, LARGE)) {
            report("  inbox of " + (inbox.equals(SMALL) ? SMALL_SIZE : LARGE_SIZE));
            report("    page of 20: " + latency(1_000, i -> store.list(inbox, visible, twenty)));
            PageRequest deep = new PageRequest(
                    20, store.list(inbox, visible, PageRequest.first(100)).next(), false);
            report("    sixth page of 20: " + latency(500, i -> store.list(inbox, visible, deep)));
            report("    page of 20, labels=[starred], 1 in 100: "
                    + latency(500, i -> store.list(inbox, starred, twenty)));
            report("    page of 20 threads: "
                    + latency(500, i -> store.listThreads(new ThreadScope.OfInbox(inbox), visible, twenty)));
            report("    one message: "
                    + latency(
                            500,
                            i -> store.find(
                                    inbox, message(inbox, i, Instant.EPOCH).id())));
        }
        report("  buckets of the large inbox: "
                + new Buckets(keyspace, Clock.systemUTC(), Buckets.USUAL_SIZES, Buckets.Writers.ONE)
                        .of("messages/" + LARGE));
        report("  octets on disk for each message: "
                + node.octetsOf(CassandraSchema.KEYSPACE) / (SMALL_SIZE + LARGE_SIZE));
    }

    private static void fill(MessageStore store, InboxId id, int count) {
        Inbox inbox = Fixtures.inbox(id);
        Instant start = Instant.now().minus(Duration.ofDays(300));
        for (int i = 0; i < count; i++) {
            Message message = message(id, i, start.plusSeconds(20L * i));
            store.add(
                    inbox,
                    new MessageStore.Addition(
                            message, Set.of(message.id()), Optional.empty(), ThreadSummary.startedBy(message)));
        }
    }

    private static String latency(int times, IntConsumer work) {
        for (int i = 0; i < times; i++) {
            work.accept(i);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.accept(i + times);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6);
    }

    /** As mail is: one in five answers the one before, one in a hundred is starred. */
    private static Message message(InboxId inbox, int number, Instant at) {
        var builder = Fixtures.message(number)
                .in(inbox)
                .at(Instant.ofEpochMilli(at.toEpochMilli()))
                .from("Ann Example <ann.example@customers.example.com>")
                .subject("Question about order 12345-" + number + ", second delivery");
        if (number % 5 == 4) {
            builder.replyTo(Fixtures.message(number - 1).in(inbox).build());
        }
        return number % 100 == 0
                ? builder.labels(Label.RECEIVED, Label.UNREAD, Label.STARRED).build()
                : builder.build();
    }

    private static void report(String line) {
        try {
            Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
