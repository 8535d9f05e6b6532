package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements of table {@code inbox}: every write is conditional, as conditional and plain writes of one row do not mix. */
final class InboxTable {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement finish;
    private final PreparedStatement update;
    private final PreparedStatement delete;
    private final PreparedStatement deleteUnfinished;

    InboxTable(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        insert = keyspace.prepareConditional(
                "INSERT INTO {keyspace}.inbox (id, organization, pod, display_name, client_id,"
                        + " metadata, created_at, updated_at, ready, begun_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        find = keyspace.prepare("SELECT * FROM {keyspace}.inbox WHERE id = ?");
        finish = keyspace.prepareConditional(
                "UPDATE {keyspace}.inbox SET ready = true WHERE id = ? IF organization = ? AND client_id = ?");
        update =
                keyspace.prepareConditional("UPDATE {keyspace}.inbox SET display_name = ?, metadata = ?, updated_at = ?"
                        + " WHERE id = ? IF ready = true AND organization = ? AND created_at = ?");
        delete = keyspace.prepareConditional(
                "DELETE FROM {keyspace}.inbox WHERE id = ? IF organization = ? AND created_at = ?");
        deleteUnfinished = keyspace.prepareConditional(
                "DELETE FROM {keyspace}.inbox WHERE id = ? IF ready = false AND begun_at = ?");
    }

    /** Takes the address; false if it is taken. */
    boolean insert(Inbox inbox, boolean ready, Instant begunAt) {
        return keyspace.execute(insert.bind(
                        inbox.id().value(),
                        inbox.organization().value(),
                        inbox.pod().value(),
                        inbox.displayName().orElse(null),
                        inbox.clientId().map(ClientId::value).orElse(null),
                        MetadataJson.write(inbox.metadata()),
                        inbox.createdAt(),
                        inbox.updatedAt(),
                        ready,
                        begunAt))
                .wasApplied();
    }

    Optional<InboxRow> find(InboxId id) {
        return keyspace.one(find.bind(id.value())).map(InboxRow::of);
    }

    /** The rows of these addresses, in their order. */
    List<Optional<InboxRow>> findAll(List<InboxId> ids) {
        return keyspace.rowsOfEach(ids.stream().map(id -> find.bind(id.value())).toList()).stream()
                .map(rows -> rows.stream().findFirst().map(InboxRow::of))
                .toList();
    }

    /** Lets an inbox with a client id exist; false if its address was given to another meanwhile. */
    boolean finish(Inbox inbox) {
        return keyspace.execute(finish.bind(
                        inbox.id().value(),
                        inbox.organization().value(),
                        inbox.clientId().map(ClientId::value).orElse(null)))
                .wasApplied();
    }

    void update(Inbox inbox) {
        keyspace.execute(update.bind(
                inbox.displayName().orElse(null),
                MetadataJson.write(inbox.metadata()),
                inbox.updatedAt(),
                inbox.id().value(),
                inbox.organization().value(),
                inbox.createdAt()));
    }

    void delete(Inbox inbox) {
        keyspace.execute(delete.bind(inbox.id().value(), inbox.organization().value(), inbox.createdAt()));
    }

    /** Frees the address of an inbox that does not exist yet. */
    void deleteUnfinished(InboxRow row) {
        keyspace.execute(deleteUnfinished.bind(row.inbox().id().value(), row.begunAt()));
    }
}
