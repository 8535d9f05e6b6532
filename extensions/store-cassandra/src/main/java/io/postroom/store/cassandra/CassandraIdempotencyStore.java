package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.KeyUse;
import java.time.Duration;
import java.util.Objects;

/** Idempotency keys in table {@code idempotency_key}, whose rows expire by themselves. Thread-safe. */
public final class CassandraIdempotencyStore implements IdempotencyStore {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement record;

    public CassandraIdempotencyStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        record = keyspace.prepareConditional(
                "INSERT INTO {keyspace}.idempotency_key (inbox, sender, key, origin, content)"
                        + " VALUES (?, ?, ?, ?, ?) IF NOT EXISTS USING TTL ?");
    }

    @Override
    public KeyUse recordIfAbsent(InboxId inbox, String sender, String key, KeyUse use, Duration keep) {
        ResultSet result = keyspace.execute(record.bind(
                inbox.value(), sender, key, use.origin(), Values.octets(use.content()), (int) keep.toSeconds()));
        if (result.wasApplied()) {
            return use;
        }
        Row known = Objects.requireNonNull(result.one());
        return new KeyUse(Values.text(known, "origin"), Values.digest(known, "content"));
    }
}
