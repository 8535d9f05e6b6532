package io.postroom.store.cassandra;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was read of a store in the last second: an inbound message asks for its inbox at each of its steps. What this process changes is
 * read again; what another one changes is seen a second later. That something is not there is not remembered.
 *
 * <p>Thread-safe. Those who ask for one key at the same time share one reading.
 */
final class Recent<K, V> {
    static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Cache<K, V> known;

    Recent(Ticker ticker) {
        known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(TRUSTED)
                .maximumSize(MOST)
                .build();
    }

    Optional<V> find(K key, Function<K, Optional<V>> read) {
        return Optional.ofNullable(known.get(key, missing -> read.apply(missing).orElse(null)));
    }

    /** Makes a change to what is under the key; whoever asks once this returns, or has thrown, gets what is there now. */
    void change(K key, Runnable change) {
        try {
            change.run();
        } finally {
            known.invalidate(key); // waits for a reading that is under way
        }
    }
}
