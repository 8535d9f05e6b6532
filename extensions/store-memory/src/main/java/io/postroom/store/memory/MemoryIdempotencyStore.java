package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.KeyUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Idempotency keys in a map. Thread-safe. */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    private record Key(InboxId inbox, String sender, String key) {}

    private record Entry(KeyUse use, Instant until) {}

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param clock says when a key has been kept long enough */
    public MemoryIdempotencyStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public KeyUse recordIfAbsent(InboxId inbox, String sender, String key, KeyUse use, Duration keep) {
        Instant now = clock.instant();
        Entry fresh = new Entry(use, now.plus(keep));
        return entries.merge(
                        new Key(inbox, sender, key), fresh, (known, mine) -> now.isBefore(known.until()) ? known : mine)
                .use();
    }
}
