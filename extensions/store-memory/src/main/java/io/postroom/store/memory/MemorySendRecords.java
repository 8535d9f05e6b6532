package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.core.send.SendRecord;
import io.postroom.core.send.SendRecords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Uses of idempotency keys in a map. Thread-safe. */
public final class MemorySendRecords implements SendRecords {
    private record Key(OrganizationId organization, IdempotencyKey key) {
        static Key of(SendRecord record) {
            return new Key(record.organization(), record.key());
        }
    }

    private record Entry(SendRecord record, Instant until) {}

    private final Map<Key, Entry> entries = new HashMap<>();
    private final Clock clock;

    /** @param clock says when a record has been kept long enough */
    public MemorySendRecords(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized SendRecord recordIfAbsent(SendRecord record, Duration keep) {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> !now.isBefore(entry.until()));
        return entries.computeIfAbsent(Key.of(record), key -> new Entry(record, now.plus(keep)))
                .record();
    }

    @Override
    public synchronized boolean replace(SendRecord before, SendRecord after, Duration keep) {
        Entry known = entries.get(Key.of(before));
        if (known == null || !known.record().attempt().equals(before.attempt())) {
            return false;
        }
        entries.put(Key.of(before), new Entry(after, clock.instant().plus(keep)));
        return true;
    }
}
