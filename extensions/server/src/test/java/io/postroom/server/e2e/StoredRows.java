package io.postroom.server.e2e;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Message;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.store.cassandra.CassandraInboxStore;
import io.postroom.store.cassandra.CassandraKeyspace;
import io.postroom.store.cassandra.CassandraMessageStore;
import io.postroom.testkit.Fixtures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows written past the server into its store, by the store's own code, where sending as many messages would take too long. */
final class StoredRows {
    private static final int WRITERS = 16;
    private static final Duration APART = Duration.ofSeconds(30);

    private StoredRows() {}

    /** Gives {@code inbox} that many rows, each a thread of its own, the newest some hours old. */
    static void fill(Postroom postroom, InboxClient inbox, int messages) {
        try (OpenedStore store = OpenedStore.open(postroom)) {
            CassandraKeyspace keyspace = store.keyspace();
            Inbox row = new CassandraInboxStore(keyspace, Clock.systemUTC())
                    .find(new InboxId(inbox.id()))
                    .orElseThrow();
            write(new CassandraMessageStore(keyspace, Clock.systemUTC()), row, messages);
        }
    }

    private static void write(MessageStore store, Inbox inbox, int messages) {
        Instant oldest = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofHours(3))
                .minus(APART.multipliedBy(messages));
        AtomicInteger next = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> {
                for (int n = next.getAndIncrement(); n < messages; n = next.getAndIncrement()) {
                    Message message = Fixtures.message(n)
                            .in(inbox.id())
                            .at(oldest.plus(APART.multipliedBy(n)))
                            .build();
                    new Rows(store).add(inbox, message);
                }
            });
        }
        writers.shutdown();
        try {
            if (!writers.awaitTermination(30, TimeUnit.MINUTES)) {
                throw new AssertionError("still writing rows");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
