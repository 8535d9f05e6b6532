package io.postroom.core.metric;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what was measured: the latest of each scope for as long as it is there, and one for each hour that had a change, for
 * {@link EventSumStore#KEPT} at least.
 *
 * <p>Calls block; each can be repeated. An unreachable store shows as an {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface UsageStore {
    Optional<UsageSample> latest(OrganizationId organization, Scope scope);

    /** The latest of every inbox of the organisation, in no particular order. */
    List<UsageSample> latestOfInboxes(OrganizationId organization);

    /** Makes it the latest of its scope, and the one of its hour. */
    void save(UsageSample sample);

    /** Those of hours that begin from {@code hour} on, in the order of time. */
    List<UsageSample> since(OrganizationId organization, Scope scope, Instant hour);

    /** Removes all of just this scope. */
    void delete(OrganizationId organization, Scope scope);
}
