package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import java.util.List;
import java.util.Optional;

/** Table {@code event_by_id}: where each event stands in its log. */
final class EventPlaces {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement save;
    private final PreparedStatement find;
    private final PreparedStatement delete;

    EventPlaces(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        save = keyspace.prepare("INSERT INTO {keyspace}.event_by_id (organization, event_id, bucket, position)"
                + " VALUES (?, ?, ?, ?)");
        find = keyspace.prepare(
                "SELECT bucket, position FROM {keyspace}.event_by_id WHERE organization = ? AND event_id = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.event_by_id WHERE organization = ? AND event_id = ?");
    }

    BoundStatement save(OrganizationId organization, EventId id, LogTail.Place place) {
        return save.bind(organization.value(), id.value(), place.bucket(), place.position());
    }

    BoundStatement delete(OrganizationId organization, EventId id) {
        return delete.bind(organization.value(), id.value());
    }

    Optional<LogTail.Place> find(OrganizationId organization, EventId id) {
        return keyspace.one(find.bind(organization.value(), id.value())).map(EventPlaces::place);
    }

    /** The places of these events, in their order. */
    List<Optional<LogTail.Place>> findAll(OrganizationId organization, List<EventId> ids) {
        return keyspace
                .rowsOfEach(ids.stream()
                        .map(id -> find.bind(organization.value(), id.value()))
                        .toList())
                .stream()
                .map(rows -> rows.stream().findFirst().map(EventPlaces::place))
                .toList();
    }

    private static LogTail.Place place(Row row) {
        return new LogTail.Place(row.getLong("bucket"), row.getLong("position"));
    }
}
