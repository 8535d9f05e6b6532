package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;

/** When things of some kind are due that have one id. */
final class DueIdTable implements DueTable {
    private final String kind;
    private final PreparedStatement insertSlot;
    private final PreparedStatement deleteSlot;
    private final PreparedStatement listSlots;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteEntries;
    private final PreparedStatement read;

    DueIdTable(CassandraKeyspace keyspace, String kind) {
        this.kind = kind;
        insertSlot = keyspace.prepare("INSERT INTO {keyspace}.due_slot (kind, slot) VALUES (?, ?)");
        deleteSlot = keyspace.prepare("DELETE FROM {keyspace}.due_slot WHERE kind = ? AND slot = ?");
        listSlots = keyspace.prepare("SELECT slot FROM {keyspace}.due_slot WHERE kind = ? AND slot >= ?");
        insert = keyspace.prepare("INSERT INTO {keyspace}.due (kind, slot, at, id, due_at) VALUES (?, ?, ?, ?, ?)");
        delete = keyspace.prepare("DELETE FROM {keyspace}.due WHERE kind = ? AND slot = ? AND at = ? AND id = ?");
        deleteEntries = keyspace.prepare("DELETE FROM {keyspace}.due WHERE kind = ? AND slot = ?");
        read = keyspace.prepare("SELECT * FROM {keyspace}.due WHERE kind = ? AND slot = ?"
                + " AND (at, id) > (?, ?) AND (at) <= (?) LIMIT ?");
    }

    @Override
    public BoundStatement insertSlot(long slot) {
        return insertSlot.bind(kind, slot);
    }

    @Override
    public BoundStatement deleteSlot(long slot) {
        return deleteSlot.bind(kind, slot);
    }

    @Override
    public BoundStatement listSlots(long from) {
        return listSlots.bind(kind, from);
    }

    @Override
    public BoundStatement insert(long slot, Instant at, String id, Instant dueAt) {
        return insert.bind(kind, slot, at, id, dueAt);
    }

    @Override
    public BoundStatement delete(long slot, Instant at, String id) {
        return delete.bind(kind, slot, at, id);
    }

    @Override
    public BoundStatement deleteEntries(long slot) {
        return deleteEntries.bind(kind, slot);
    }

    @Override
    public BoundStatement read(long slot, DueSlots.Entry last, Instant now, int limit) {
        return read.bind(kind, slot, last.at(), last.id(), now, limit);
    }

    @Override
    public DueSlots.Entry entry(Row row) {
        return new DueSlots.Entry(Values.text(row, "id"), Values.instant(row, "due_at"), Values.instant(row, "at"));
    }
}
