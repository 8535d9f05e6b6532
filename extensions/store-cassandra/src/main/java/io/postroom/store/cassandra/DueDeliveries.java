package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.webhook.Delivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * When deliveries are due: entries in slots of a minute, and an index of the slots that hold any.
 *
 * <p>An entry is a hint: it counts if the delivery's row says the same. Entries that were removed leave tombstones which every scan pays
 * for, so each slot is read from where the last scan found the first entry, and a slot that has passed and is empty is forgotten. To make
 * that safe, nothing is ever written far in the past: what is overdue when it is written stands at the present. Thread-safe.
 */
final class DueDeliveries {
    private static final Duration SLOT = Duration.ofMinutes(1);
    /** How far in the past an entry may be written. */
    private static final Duration LATE = Duration.ofSeconds(10);
    /** How far from the present every entry has arrived. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** How often other programs' slots are looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final int PART = 0;
    private static final int CHUNK = 200;

    /** A due delivery, if the delivery agrees. */
    record Entry(String webhook, String event, Instant dueAt, Instant at) {}

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final PreparedStatement insertSlot;
    private final PreparedStatement deleteSlot;
    private final PreparedStatement listSlots;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteEntries;
    private final PreparedStatement read;

    /** From where on each slot is read, in milliseconds since 1970. */
    private final ConcurrentNavigableMap<Long, Long> slots = new ConcurrentSkipListMap<>();

    private Instant lookedAt = Instant.MIN;

    DueDeliveries(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.clock = clock;
        insertSlot = keyspace.prepare("INSERT INTO {keyspace}.delivery_slot (part, slot) VALUES (?, ?)");
        deleteSlot = keyspace.prepare("DELETE FROM {keyspace}.delivery_slot WHERE part = ? AND slot = ?");
        listSlots = keyspace.prepare("SELECT slot FROM {keyspace}.delivery_slot WHERE part = ? AND slot >= ?");
        insert = keyspace.prepare(
                "INSERT INTO {keyspace}.delivery_due (slot, at, webhook, event_id, due_at) VALUES (?, ?, ?, ?, ?)");
        delete = keyspace.prepare(
                "DELETE FROM {keyspace}.delivery_due WHERE slot = ? AND at = ? AND webhook = ? AND event_id = ?");
        deleteEntries = keyspace.prepare("DELETE FROM {keyspace}.delivery_due WHERE slot = ?");
        read = keyspace.prepare("SELECT * FROM {keyspace}.delivery_due WHERE slot = ?"
                + " AND (at, webhook, event_id) > (?, ?, ?) AND (at) <= (?) LIMIT " + CHUNK);
    }

    /** What the entries say of when a delivery is due; they have milliseconds. */
    static Optional<Instant> dueAt(Delivery delivery) {
        return delivery.dueAt().map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    void insert(Delivery delivery, Instant dueAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = dueAt.isBefore(now.minus(LATE)) ? now : dueAt;
        long slot = slotOf(at);
        if (!slots.containsKey(slot)) {
            keyspace.execute(insertSlot.bind(PART, slot));
            slots.putIfAbsent(slot, slot);
        }
        keyspace.execute(insert.bind(
                slot, at, delivery.webhook().value(), delivery.event().value(), dueAt));
    }

    void delete(Delivery delivery, Instant dueAt) {
        keyspace.execute(delete.bind(
                slotOf(dueAt),
                dueAt,
                delivery.webhook().value(),
                delivery.event().value()));
    }

    private static long slotOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), SLOT.toMillis()) * SLOT.toMillis();
    }

    /**
     * The deliveries due at {@code now}, at most {@code limit}.
     *
     * @param resolve for each entry the delivery, if it agrees with the entry
     */
    List<Delivery> scan(Instant now, int limit, Function<List<Entry>, List<Optional<Delivery>>> resolve) {
        lookForSlots();
        List<Delivery> found = new ArrayList<>();
        for (Map.Entry<Long, Long> slot :
                slots.headMap(now.toEpochMilli(), true).entrySet()) {
            if (found.size() < limit) {
                scanSlot(slot.getKey(), slot.getValue(), now, limit - found.size(), resolve, found);
            }
        }
        return found;
    }

    private void scanSlot(
            long slot,
            long from,
            Instant now,
            int limit,
            Function<List<Entry>, List<Optional<Delivery>>> resolve,
            List<Delivery> found) {
        Entry last = new Entry("", "", Instant.EPOCH, Instant.ofEpochMilli(from - 1));
        Optional<Instant> first = Optional.empty();
        int most = found.size() + limit;
        boolean more = true;
        while (more && found.size() < most) {
            List<Entry> entries = keyspace.rows(read.bind(slot, last.at(), last.webhook(), last.event(), now)).stream()
                    .map(DueDeliveries::entry)
                    .toList();
            List<Optional<Delivery>> deliveries = resolve.apply(entries);
            for (int i = 0; i < entries.size() && found.size() < most; i++) {
                last = entries.get(i);
                if (deliveries.get(i).isPresent()) {
                    found.add(deliveries.get(i).get());
                    first = first.isPresent() ? first : Optional.of(last.at());
                }
            }
            more = entries.size() == CHUNK;
        }
        remember(slot, first, now);
    }

    /** Nothing that counts stands before {@code first}, as far as all entries have arrived. */
    private void remember(long slot, Optional<Instant> first, Instant now) {
        Instant present = clock.instant().isBefore(now) ? clock.instant() : now;
        long settled = present.minus(SETTLED).toEpochMilli();
        long from = Math.min(settled, first.map(Instant::toEpochMilli).orElse(settled));
        slots.computeIfPresent(slot, (key, known) -> Math.max(known, from));
        if (slot + SLOT.toMillis() <= from) {
            slots.remove(slot);
            keyspace.executeAll(List.of(deleteEntries.bind(slot), deleteSlot.bind(PART, slot)));
        }
    }

    private synchronized void lookForSlots() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK_AGAIN))) {
            return;
        }
        long from = slots.isEmpty() || lookedAt.equals(Instant.MIN) ? 0 : slots.firstKey();
        keyspace.execute(listSlots.bind(PART, from))
                .forEach(row -> slots.putIfAbsent(row.getLong("slot"), row.getLong("slot")));
        lookedAt = now;
    }

    private static Entry entry(Row row) {
        return new Entry(
                Values.text(row, "webhook"),
                Values.text(row, "event_id"),
                Values.instant(row, "due_at"),
                Values.instant(row, "at"));
    }
}
