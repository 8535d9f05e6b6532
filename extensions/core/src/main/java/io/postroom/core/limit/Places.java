package io.postroom.core.limit;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A number of places, of which each of many keys may take so many at the same time. Only keys that have a place are kept. Thread-safe;
 * never blocks.
 */
public final class Places<K> {
    private final int most;
    private final int mostEach;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentMap<K, Integer> takenBy = new ConcurrentHashMap<>();

    /**
     * @param most places in all; 0: as many as are asked for
     * @param mostEach places of one key; 0: as many as it asks for
     */
    public Places(int most, int mostEach) {
        if (most < 0 || mostEach < 0) {
            throw new IllegalArgumentException("there are no fewer than no places");
        }
        this.most = most;
        this.mostEach = mostEach;
    }

    /** One place, to be left once. */
    public interface Place {
        void leave();
    }

    /** Takes a place; empty if there is none, or the key has all it may have. */
    public Optional<Place> take(K key) {
        int count = takenBy.merge(key, 1, Integer::sum);
        if (mostEach > 0 && count > mostEach) {
            give(key);
            return Optional.empty();
        }
        Optional<Place> place = take();
        if (place.isEmpty()) {
            give(key);
        }
        return place.map(one -> () -> {
            give(key);
            one.leave();
        });
    }

    /** Takes a place for one that may have as many as it wants. */
    public Optional<Place> take() {
        if (taken.incrementAndGet() > most && most > 0) {
            taken.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(taken::decrementAndGet);
    }

    private void give(K key) {
        takenBy.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many keys have places. */
    int keys() {
        return takenBy.size();
    }
}
