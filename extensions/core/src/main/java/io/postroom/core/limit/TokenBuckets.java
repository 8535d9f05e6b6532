package io.postroom.core.limit;

import io.postroom.core.cache.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket of tokens for each of many keys, all of one {@link Allowance}: whoever does something takes a token, and one comes back after
 * each interval until the bucket is full.
 *
 * <p>Of a bucket only the time is kept at which it will be full again (the "theoretical arrival time" of ITU-T I.371, generic cell rate
 * algorithm), so that nothing has to be done while time passes, and the wait for the next token is known exactly. No more than
 * {@code most} buckets are kept; beyond, the one that was left alone longest is taken for full. In this process only. Thread-safe; every call takes the
 * same short time.
 */
public final class TokenBuckets<K> {
    private static final int STRIPES = 16;

    private final Allowance allowance;
    private final Clock clock;
    private final List<Map<K, Instant>> stripes = new ArrayList<>(STRIPES);

    /** @param most how many buckets are kept */
    public TokenBuckets(Allowance allowance, int most, Clock clock) {
        this.allowance = allowance;
        this.clock = clock;
        int share = Math.max(1, most / STRIPES);
        for (int i = 0; i < STRIPES; i++) {
            stripes.add(new LruMap<>(share));
        }
    }

    private Map<K, Instant> stripe(K key) {
        return stripes.get(Math.floorMod(key.hashCode() * 0x9E3779B9, STRIPES));
    }

    /** Takes a token. Empty if there was one; else nothing is taken, and the answer is after how long there will be one, more than zero. */
    public Optional<Duration> take(K key) {
        Map<K, Instant> stripe = stripe(key);
        synchronized (stripe) {
            Instant now = clock.instant();
            Instant full = fullAt(stripe, key, now);
            Optional<Duration> wait = untilOneIsThere(full, now);
            stripe.put(key, wait.isEmpty() ? full.plus(allowance.interval()) : full);
            return wait;
        }
    }

    /** What {@link #take} would answer; takes nothing. */
    public Optional<Duration> look(K key) {
        Map<K, Instant> stripe = stripe(key);
        synchronized (stripe) {
            Instant now = clock.instant();
            return untilOneIsThere(fullAt(stripe, key, now), now);
        }
    }

    /** Whether a token was taken from this bucket of late. */
    public boolean knows(K key) {
        Map<K, Instant> stripe = stripe(key);
        synchronized (stripe) {
            return stripe.containsKey(key);
        }
    }

    /**
     * When the bucket will be full, now at the earliest. A clock that was set back must not lock anybody out for longer than an empty bucket
     * does.
     */
    private Instant fullAt(Map<K, Instant> stripe, K key, Instant now) {
        Instant latest = now.plus(depth());
        Instant known = stripe.getOrDefault(key, now);
        return known.isBefore(now) ? now : known.isAfter(latest) ? latest : known;
    }

    private Optional<Duration> untilOneIsThere(Instant full, Instant now) {
        if (allowance.isUnlimited()) {
            return Optional.empty();
        }
        Duration wait = Duration.between(now.plus(depth()), full.plus(allowance.interval()));
        return Optional.of(wait).filter(time -> time.compareTo(Duration.ZERO) > 0);
    }

    /** How long an empty bucket takes to fill. */
    private Duration depth() {
        return allowance.interval().multipliedBy(allowance.burst());
    }
}
