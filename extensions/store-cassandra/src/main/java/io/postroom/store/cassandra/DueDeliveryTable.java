package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.webhook.Delivery;
import java.time.Instant;

/** When deliveries are due; an id is that of the webhook, a space and that of the event. */
final class DueDeliveryTable implements DueTable {
    private static final int PART = 0;

    private final PreparedStatement insertSlot;
    private final PreparedStatement deleteSlot;
    private final PreparedStatement listSlots;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteEntries;
    private final PreparedStatement read;

    DueDeliveryTable(CassandraKeyspace keyspace) {
        insertSlot = keyspace.prepare("INSERT INTO {keyspace}.delivery_slot (part, slot) VALUES (?, ?)");
        deleteSlot = keyspace.prepare("DELETE FROM {keyspace}.delivery_slot WHERE part = ? AND slot = ?");
        listSlots = keyspace.prepare("SELECT slot FROM {keyspace}.delivery_slot WHERE part = ? AND slot >= ?");
        insert = keyspace.prepare(
                "INSERT INTO {keyspace}.delivery_due (slot, at, webhook, event_id, due_at) VALUES (?, ?, ?, ?, ?)");
        delete = keyspace.prepare(
                "DELETE FROM {keyspace}.delivery_due WHERE slot = ? AND at = ? AND webhook = ? AND event_id = ?");
        deleteEntries = keyspace.prepare("DELETE FROM {keyspace}.delivery_due WHERE slot = ?");
        read = keyspace.prepare("SELECT * FROM {keyspace}.delivery_due WHERE slot = ?"
                + " AND (at, webhook, event_id) > (?, ?, ?) AND (at) <= (?) LIMIT ?");
    }

    static String idOf(Delivery delivery) {
        return delivery.webhook().value() + " " + delivery.event().value();
    }

    /** The webhook and the event; neither for the empty id, which is before every other. */
    static String[] parts(String id) {
        return id.isEmpty() ? new String[] {"", ""} : id.split(" ", 2);
    }

    @Override
    public BoundStatement insertSlot(long slot) {
        return insertSlot.bind(PART, slot);
    }

    @Override
    public BoundStatement deleteSlot(long slot) {
        return deleteSlot.bind(PART, slot);
    }

    @Override
    public BoundStatement listSlots(long from) {
        return listSlots.bind(PART, from);
    }

    @Override
    public BoundStatement insert(long slot, Instant at, String id, Instant dueAt) {
        String[] parts = parts(id);
        return insert.bind(slot, at, parts[0], parts[1], dueAt);
    }

    @Override
    public BoundStatement delete(long slot, Instant at, String id) {
        String[] parts = parts(id);
        return delete.bind(slot, at, parts[0], parts[1]);
    }

    @Override
    public BoundStatement deleteEntries(long slot) {
        return deleteEntries.bind(slot);
    }

    @Override
    public BoundStatement read(long slot, DueSlots.Entry last, Instant now, int limit) {
        String[] parts = parts(last.id());
        return read.bind(slot, last.at(), parts[0], parts[1], now, limit);
    }

    @Override
    public DueSlots.Entry entry(Row row) {
        return new DueSlots.Entry(
                Values.text(row, "webhook") + " " + Values.text(row, "event_id"),
                Values.instant(row, "due_at"),
                Values.instant(row, "at"));
    }
}
