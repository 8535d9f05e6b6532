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
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private final CqlSession session;
    private final String keyspace;
    private final UUID holder = UUID.randomUUID();

    MigrationTurn(CqlSession session, String keyspace) {
        this.session = session;
        this.keyspace = keyspace;
    }

    /** Waits for its turn, runs {@code work}, and gives the turn back. */
    void run(Runnable work) {
        take();
        try {
            work.run();
        } finally {
            session.execute(SimpleStatement.newInstance(
                    "DELETE FROM " + keyspace + ".schema_turn WHERE name = 'migration' IF holder = ?", holder));
        }
    }

    private void take() {
        long deadline = System.nanoTime() + LONGEST.multipliedBy(2).toNanos();
        SimpleStatement ask = SimpleStatement.newInstance(
                "INSERT INTO " + keyspace
                        + ".schema_turn (name, holder) VALUES ('migration', ?) IF NOT EXISTS USING TTL "
                        + LONGEST.toSeconds(),
                holder);
        while (!session.execute(ask).wasApplied()) {
            if (System.nanoTime() > deadline) {
                throw new UncheckedIOException(
                        new IOException("another program has been migrating keyspace " + keyspace + " for too long"));
            }
            // the other program may be on another machine: there is nothing to wait for but time
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }
}
