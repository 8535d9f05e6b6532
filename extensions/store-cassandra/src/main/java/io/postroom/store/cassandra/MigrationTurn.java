package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one program at a time change the schema of a keyspace; the turn of a program that died ends by itself. */
final class MigrationTurn {
    /** A turn that is not renewed for so long is over. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    /** Below {@link #LIFETIME}: a turn that is asked for so long is still ours if it was. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

    private static final Duration ASK_AGAIN = Duration.ofMillis(200);

    private static final Logger LOGGER = LoggerFactory.getLogger(MigrationTurn.class);

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

    /** As {@link #run}, by the only program there is: whoever has the turn has died, and is not waited for. */
    void runAlone(Runnable work) {
        answer(SimpleStatement.newInstance("DELETE FROM " + table + " WHERE name = 'migration' IF EXISTS"));
        run(work);
    }

    /** Keeps the turn; to be called before everything that may take long. */
    void renew() {
        SimpleStatement ask = SimpleStatement.newInstance(
                "UPDATE " + table + " USING TTL " + LIFETIME.toSeconds()
                        + " SET holder = ? WHERE name = 'migration' IF holder = ?",
                holder,
                holder);
        if (!answer(ask).wasApplied()) {
            throw new UncheckedIOException(new IOException("another program has begun to migrate " + table));
        }
    }

    private void take() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        SimpleStatement ask = SimpleStatement.newInstance(
                "INSERT INTO " + table + " (name, holder) VALUES ('migration', ?) IF NOT EXISTS USING TTL "
                        + LIFETIME.toSeconds(),
                holder);
        while (!isOurs(answer(ask))) {
            if (System.nanoTime() > deadline) {
                throw new UncheckedIOException(
                        new IOException("another program has been migrating " + table + " for too long"));
            }
            // the other program may be on another machine: there is nothing to wait for but time
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }

    /** Also if it was an earlier request, to which no answer came in time, that took the turn. */
    private boolean isOurs(ResultSet answer) {
        return answer.wasApplied() || holder.equals(answer.one().getUuid("holder"));
    }

    /** Asks until there is an answer: a node that has just started may at first be too busy to give one in time. */
    private ResultSet answer(SimpleStatement ask) {
        long deadline = System.nanoTime() + LONGEST_SILENCE.toNanos();
        while (true) {
            try {
                return session.execute(ask);
            } catch (DriverTimeoutException | WriteTimeoutException | ReadTimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LOGGER.warn("The turn to migrate {} is asked for again: {}", table, e.getMessage());
            }
        }
    }
}
