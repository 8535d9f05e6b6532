package io.postroom.core.policy;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;

/**
 * Keeps refusals for {@link Refusal#KEPT}.
 *
 * <p>Calls block; each can be repeated. An unreachable store shows as an {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface RefusalStore {
    /** Adds the refusal, or does nothing if it is there. */
    void add(Refusal refusal);

    /** Ordered by time, then id. */
    Page<Refusal> list(OrganizationId organization, RefusalFilter filter, PageRequest request);

    /** Removes the list of exactly this scope; wider ones keep theirs until they are old. */
    void deleteAll(OrganizationId organization, Scope scope);
}
