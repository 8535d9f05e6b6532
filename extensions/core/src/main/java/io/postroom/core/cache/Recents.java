package io.postroom.core.cache;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Values of a moment ago, by key. The oldest are forgotten when there are too many, or they are too large together. Thread-safe. */
public final class Recents<K, V> {
    private static final int LEAST_KEPT = 32;

    /**
     * What is kept.
     *
     * @param entries at most
     * @param octets of all values at most; one that is larger than a {@value Recents#LEAST_KEPT}nd of this is not kept
     * @param time for how long a value is given
     */
    public record Bounds(int entries, long octets, Duration time) {}

    private record Kept<V>(V value, long octets, long nanoTime) {}

    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final Map<K, Kept<V>> kept = new LinkedHashMap<>(); // the oldest first
    private long octets;

    public Recents(Bounds bounds) {
        this(bounds, System::nanoTime);
    }

    Recents(Bounds bounds, LongSupplier nanoTime) {
        this.bounds = bounds;
        this.nanoTime = nanoTime;
    }

    /** The value of this key; empty if there was none of late. */
    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(kept.get(key))
                .filter(value -> !isOld(value, nanoTime.getAsLong()))
                .map(Kept::value);
    }

    /** Whether a value of this size is small enough to be kept. */
    public boolean keeps(long size) {
        return size <= bounds.octets() / LEAST_KEPT;
    }

    /** Keeps a value of this size, in place of an earlier one of its key. */
    public synchronized void put(K key, V value, long size) {
        forget(key);
        if (!keeps(size)) {
            return;
        }
        long now = nanoTime.getAsLong();
        kept.put(key, new Kept<>(value, size, now));
        octets += size;
        Iterator<Kept<V>> oldestFirst = kept.values().iterator();
        while (oldestFirst.hasNext()) {
            Kept<V> oldest = oldestFirst.next();
            if (!isTooMuch() && !isOld(oldest, now)) {
                return;
            }
            octets -= oldest.octets();
            oldestFirst.remove();
        }
    }

    public synchronized void forget(K key) {
        Kept<V> forgotten = kept.remove(key);
        if (forgotten != null) {
            octets -= forgotten.octets();
        }
    }

    private boolean isTooMuch() {
        return kept.size() > bounds.entries() || octets > bounds.octets();
    }

    private boolean isOld(Kept<V> value, long now) {
        return now - value.nanoTime() > bounds.time().toNanos();
    }
}
