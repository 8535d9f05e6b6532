package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.Position;

/** Cursors in table {@code event_cursor}. Thread-safe. */
public final class CassandraCursorStore implements CursorStore {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement read;
    private final PreparedStatement save;

    public CassandraCursorStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        read = keyspace.prepare("SELECT position FROM {keyspace}.event_cursor WHERE reader = ? AND organization = ?");
        save = keyspace.prepare(
                "INSERT INTO {keyspace}.event_cursor (reader, organization, position) VALUES (?, ?, ?)");
    }

    @Override
    public Position read(String reader, OrganizationId organization) {
        return keyspace.one(read.bind(reader, organization.value()))
                .map(row -> new Position(row.getLong("position")))
                .orElse(Position.START);
    }

    @Override
    public void save(String reader, OrganizationId organization, Position position) {
        keyspace.execute(save.bind(reader, organization.value(), position.value()));
    }
}
