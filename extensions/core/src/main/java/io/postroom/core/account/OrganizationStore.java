package io.postroom.core.account;

import java.util.List;
import java.util.Optional;

/**
 * Keeps organisations.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface OrganizationStore {
    /** Adds or replaces. Durable once this returns. */
    void save(Organization organization);

    Optional<Organization> find(OrganizationId id);

    /** As {@link #find}, but what another process changed in the last second may be missing. For the way of mail. */
    default Optional<Organization> findRecent(OrganizationId id) {
        return find(id);
    }

    /** All of them, in the order of their creation. */
    List<Organization> list();

    /** Removes it; nothing happens if there is none. */
    void delete(OrganizationId id);
}
