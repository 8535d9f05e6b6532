package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Lets one program at a time change the schema of a keyspace; the turn of a program that died ends by itself. */
final class MigrationTurn {
    /** A turn that is not renewed for so long is over. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final CqlSession session;
    private final String table;
    private final UUID holder = UUID.randomUUID();

    MigrationTurn(CqlSession session, String keyspace) {
        this.session = session;
        table = keyspace + ".schema_turn";
    }

    /** Waits for its turn, runs {@code work}, and gives the turn back. */
    void run(Runnable work) {
        take();
        try {
            work.run();
        } finally {
            session.execute(SimpleStatement.newInstance(
                    "DELETE FROM " + table + " WHERE name = 'migration' IF holder = ?", holder));
        }
    }

    /** Keeps the turn; to be called before everything that may take long. */
    void renew() {
        SimpleStatement ask = SimpleStatement.newInstance(
                "UPDATE " + table + " USING TTL " + LIFETIME.toSeconds()
                        + " SET holder = ? WHERE name = 'migration' IF holder = ?",
                holder,
                holder);
        if (!session.execute(ask).wasApplied()) {
            throw new UncheckedIOException(new IOException("another program has begun to migrate " + table));
        }
    }

    private void take() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        SimpleStatement ask = SimpleStatement.newInstance(
                "INSERT INTO " + table + " (name, holder) VALUES ('migration', ?) IF NOT EXISTS USING TTL "
                        + LIFETIME.toSeconds(),
                holder);
        while (!session.execute(ask).wasApplied()) {
            if (System.nanoTime() > deadline) {
                throw new UncheckedIOException(
                        new IOException("another program has been migrating " + table + " for too long"));
            }
            // the other program may be on another machine: there is nothing to wait for but time
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }
}
