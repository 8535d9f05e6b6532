package io.postroom.core.inbox;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Optional;

/**
 * Keeps inboxes; holds that an address, and a client id within an organisation, exists once.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface InboxStore {
    /** What became of an attempt to create an inbox. */
    sealed interface Creation {
        /** It is there now, and durable. */
        record Created() implements Creation {}

        /** Some inbox, perhaps of another organisation, has this address. */
        record AddressTaken() implements Creation {}

        /** The organisation has an inbox of this client id already. */
        record ClientIdTaken(Inbox existing) implements Creation {}
    }

    /** Adds {@code inbox} unless its address or client id is taken; atomic under concurrency. */
    Creation create(Inbox inbox);

    /** Replaces the inbox of the same id; the address, client id and pod stay as they were. */
    void update(Inbox inbox);

    Optional<Inbox> find(InboxId id);

    /**
     * As {@link #find}, but what another process changed in the last second may be missing. For the way of mail, which asks at each of
     * its steps.
     */
    default Optional<Inbox> findRecent(InboxId id) {
        return find(id);
    }

    Optional<Inbox> findByClientId(OrganizationId organization, ClientId clientId);

    /** Ordered by creation time, then id. */
    Page<Inbox> list(OrganizationId organization, PageRequest request);

    /** Those of one pod; ordered by creation time, then id. */
    Page<Inbox> list(OrganizationId organization, PodId pod, PageRequest request);

    /** How many the organisation has, exactly when nothing changes meanwhile. */
    int count(OrganizationId organization);

    /** As {@link #count(OrganizationId)}, of one pod. */
    int count(OrganizationId organization, PodId pod);

    /** Removes it and frees its names; nothing happens if there is none. */
    void delete(Inbox inbox);
}
