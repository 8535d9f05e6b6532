package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.core.send.SendRecord;
import io.postroom.core.send.SendRecords;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Uses of idempotency keys in table {@code send_record}, whose rows expire by themselves. Thread-safe. */
public final class CassandraSendRecords implements SendRecords {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement record;
    private final PreparedStatement replace;

    /** Contention inside of Paxos is slow: threads of one process take turns. */
    private final KeyedLocks locks = new KeyedLocks();

    public CassandraSendRecords(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        record = keyspace.prepareConditional("INSERT INTO {keyspace}.send_record"
                + " (organization, key, request, message, at, attempt, busy_until, thread)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?");
        replace = keyspace.prepareConditional("UPDATE {keyspace}.send_record USING TTL ?"
                + " SET request = ?, message = ?, at = ?, attempt = ?, busy_until = ?, thread = ?"
                + " WHERE organization = ? AND key = ? IF attempt = ?");
    }

    @Override
    public SendRecord recordIfAbsent(SendRecord wish, Duration keep) {
        BoundStatement statement = record.bind(
                wish.organization().value(),
                wish.key().value(),
                Values.octets(wish.request()),
                wish.message().value(),
                wish.at(),
                wish.attempt(),
                wish.busyUntil(),
                wish.thread().map(ThreadId::value).orElse(null),
                (int) keep.toSeconds());
        ResultSet result = alone(wish, Values.withoutNulls(statement));
        return result.wasApplied() ? wish : read(wish, Objects.requireNonNull(result.one()));
    }

    private ResultSet alone(SendRecord record, BoundStatement statement) {
        return locks.with(new Name(record.organization(), record.key()), () -> keyspace.execute(statement));
    }

    private record Name(OrganizationId organization, IdempotencyKey key) {}

    private static SendRecord read(SendRecord wish, Row row) {
        return new SendRecord(
                wish.organization(),
                wish.key(),
                Values.digest(row, "request"),
                new MessageId(Values.text(row, "message")),
                Values.instant(row, "at"),
                Values.uuid(row, "attempt"),
                Values.instant(row, "busy_until"),
                Optional.ofNullable(row.getUuid("thread")).map(ThreadId::new));
    }

    @Override
    public boolean replace(SendRecord before, SendRecord after, Duration keep) {
        return alone(
                        before,
                        replace.bind(
                                (int) keep.toSeconds(),
                                Values.octets(after.request()),
                                after.message().value(),
                                after.at(),
                                after.attempt(),
                                after.busyUntil(),
                                after.thread().map(ThreadId::value).orElse(null),
                                before.organization().value(),
                                before.key().value(),
                                before.attempt()))
                .wasApplied();
    }
}
