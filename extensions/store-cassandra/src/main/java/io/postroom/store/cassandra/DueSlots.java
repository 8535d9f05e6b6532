package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
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
 * When things are due: entries in slots of a minute, and an index of the slots that hold any.
 *
 * <p>An entry is a hint: it counts if what its id leads to says the same. Entries that were removed leave tombstones which every scan pays
 * for, so each slot is read from where the last scan found the first entry, and a slot that has passed and is empty is forgotten. To make
 * that safe, nothing is ever written far in the past: what is overdue when it is written stands at the present. Thread-safe.
 */
final class DueSlots {
    private static final Duration SLOT = Duration.ofMinutes(1);
    /** How far in the past an entry may be written. */
    private static final Duration LATE = Duration.ofSeconds(10);
    /** How far from the present every entry has arrived. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    /** How often other programs' slots are looked for. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final int CHUNK = 200;

    /**
     * Something due, if that agrees.
     *
     * @param dueAt in milliseconds precision
     * @param at where it stands
     */
    record Entry(String id, Instant dueAt, Instant at) {}

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final DueTable table;

    /** From where on each slot is read, in milliseconds since 1970. */
    private final ConcurrentNavigableMap<Long, Long> slots = new ConcurrentSkipListMap<>();

    private Instant lookedAt = Instant.MIN;

    DueSlots(CassandraKeyspace keyspace, Clock clock, DueTable table) {
        this.keyspace = keyspace;
        this.clock = clock;
        this.table = table;
    }

    /**
     * Opens the slot, and gives what puts an entry there.
     *
     * @param dueAt in milliseconds precision
     */
    BoundStatement insert(String id, Instant dueAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = dueAt.isBefore(now.minus(LATE)) ? now : dueAt;
        long slot = slotOf(at);
        if (!slots.containsKey(slot)) {
            keyspace.execute(table.insertSlot(slot));
            slots.putIfAbsent(slot, slot);
        }
        return table.insert(slot, at, id, dueAt);
    }

    void delete(String id, Instant dueAt) {
        keyspace.execute(table.delete(slotOf(dueAt), dueAt, id));
    }

    private static long slotOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), SLOT.toMillis()) * SLOT.toMillis();
    }

    /**
     * What is due at {@code now}, at most {@code limit}.
     *
     * @param resolve for each entry what its id leads to, if that agrees with the entry
     */
    <T> List<T> scan(Instant now, int limit, Function<List<Entry>, List<Optional<T>>> resolve) {
        lookForSlots();
        List<T> found = new ArrayList<>();
        for (Map.Entry<Long, Long> slot :
                slots.headMap(now.toEpochMilli(), true).entrySet()) {
            if (found.size() < limit) {
                scanSlot(slot.getKey(), slot.getValue(), now, limit - found.size(), resolve, found);
            }
        }
        return found;
    }

    private <T> void scanSlot(
            long slot,
            long from,
            Instant now,
            int limit,
            Function<List<Entry>, List<Optional<T>>> resolve,
            List<T> found) {
        Entry last = new Entry("", Instant.EPOCH, Instant.ofEpochMilli(from - 1));
        Optional<Instant> first = Optional.empty();
        int most = found.size() + limit;
        boolean more = true;
        while (more && found.size() < most) {
            List<Entry> entries = keyspace.rows(table.read(slot, last, now, CHUNK)).stream()
                    .map(table::entry)
                    .toList();
            List<Optional<T>> things = resolve.apply(entries);
            for (int i = 0; i < entries.size() && found.size() < most; i++) {
                last = entries.get(i);
                if (things.get(i).isPresent()) {
                    found.add(things.get(i).get());
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
            keyspace.executeAll(List.of(table.deleteEntries(slot), table.deleteSlot(slot)));
        }
    }

    private synchronized void lookForSlots() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK_AGAIN))) {
            return;
        }
        long from = slots.isEmpty() || lookedAt.equals(Instant.MIN) ? 0 : slots.firstKey();
        keyspace.execute(table.listSlots(from))
                .forEach(row -> slots.putIfAbsent(row.getLong("slot"), row.getLong("slot")));
        lookedAt = now;
    }
}
