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

/**
 * Rows written past the server into its store, by the store's own code, where sending as many messages would take too long.
 *
 * @param oldest when the first message is
 */
record StoredRows(Inbox inbox, Instant oldest, int messages) {
    private static final int WRITERS = 16;
    private static final Duration APART = Duration.ofSeconds(30);

    /** Gives {@code inbox} that many rows, each a thread of its own, the newest some hours old. */
    static StoredRows fill(Postroom postroom, InboxClient inbox, int messages) {
        Instant oldest = Instant.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .minus(Duration.ofHours(3))
                .minus(APART.multipliedBy(messages));
        try (OpenedStore store = OpenedStore.open(postroom)) {
            CassandraKeyspace keyspace = store.keyspace();
            Inbox row = new CassandraInboxStore(keyspace, Clock.systemUTC())
                    .find(new InboxId(inbox.id()))
                    .orElseThrow();
            StoredRows rows = new StoredRows(row, oldest, messages);
            rows.write(new CassandraMessageStore(keyspace, Clock.systemUTC()));
            return rows;
        }
    }

    /** The message of this number, from 0 on. */
    Message message(int number) {
        return Fixtures.message(number)
                .in(inbox.id())
                .at(oldest.plus(APART.multipliedBy(number)))
                .build();
    }

    private void write(MessageStore store) {
        AtomicInteger next = new AtomicInteger();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            writers.execute(() -> {
                for (int n = next.getAndIncrement(); n < messages; n = next.getAndIncrement()) {
                    new Rows(store).add(inbox, message(n));
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
