package io.postroom.core.metric;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps sums of events for {@link #KEPT} at least.
 *
 * <p>Calls block; each can be repeated. An unreachable store shows as an {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface EventSumStore {
    /** A little longer than anybody may ask back. */
    Duration KEPT = Duration.ofDays(93);

    /** The sums of these keys, in their order; empty where there is none. */
    List<Optional<EventSum>> find(List<EventSum.Key> keys);

    /** Adds or replaces each. All are durable once this returns; if it fails, some may be. */
    void save(Collection<EventSum> sums);

    /** Those that begin from {@code from} on and before {@code to}, in the order of time. */
    List<EventSum> read(EventSum.Series series, Instant from, Instant to);

    /** Removes those of just this scope. */
    void deleteAll(OrganizationId organization, Scope scope);
}
