package io.postroom.server.backend;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What was read for James in the last second: it asks for the same at each step of each message. Thread-safe; those who ask for one key at
 * the same time share one reading.
 */
final class LastSecond<K, V> {
    static final Duration TRUSTED = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final AsyncCache<K, V> known;

    LastSecond() {
        this(Ticker.systemTicker());
    }

    LastSecond(Ticker ticker) {
        known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(TRUSTED)
                .maximumSize(MOST)
                .buildAsync();
    }

    /** @param read gives a value; one that fails is not remembered */
    Mono<V> find(K key, Supplier<Mono<V>> read) {
        boolean othersWaitToo = true;
        return Mono.fromFuture(
                () -> known.get(key, (missing, executor) -> read.get().toFuture()), othersWaitToo);
    }

    /** A change to what is known. */
    @FunctionalInterface
    interface Change<E extends Exception> {
        void make() throws E;
    }

    /** Makes a change to what is under the key; whoever asks once this returns, or has thrown, gets what is there now. */
    <E extends Exception> void change(K key, Change<E> change) throws E {
        try {
            change.make();
        } finally {
            known.synchronous().invalidate(key); // also a reading that is under way
        }
    }

    void forgetAll() {
        known.synchronous().invalidateAll();
    }
}
