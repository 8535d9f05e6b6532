package io.postroom.core.list;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * To whom organisations do not send. The server adds to it; only the operator takes away.
 *
 * <p>Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Suppressions implements Belongings {
    private final SuppressionStore store;

    public Suppressions(SuppressionStore store) {
        this.store = store;
    }

    /** Adds it, or does nothing if the address is suppressed already. */
    public void add(Suppression suppression) {
        store.add(suppression);
    }

    /** Those of these addresses that the organisation does not send to, as {@link Suppression#key} has them. */
    public Set<String> among(OrganizationId organization, Collection<String> addresses) {
        Set<String> keys = addresses.stream().map(Suppression::key).collect(Collectors.toSet());
        return store.find(organization, keys).stream().map(Suppression::address).collect(Collectors.toSet());
    }

    /** @param address in any spelling of its letters */
    Optional<Suppression> find(OrganizationId organization, String address) {
        return store.find(organization, Suppression.key(address));
    }

    /** As {@link SuppressionStore#listByAddress}. */
    List<Suppression> listByAddress(OrganizationId organization, String after, int limit) {
        return store.listByAddress(organization, after, limit);
    }

    /** All of the organisation, for the operator; ordered by creation, then address. */
    public Page<Suppression> list(OrganizationId organization, PageRequest request) {
        return store.list(organization, request);
    }

    /**
     * Takes one away: the organisation may send to the address again.
     *
     * @throws RefusedException {@link io.postroom.core.error.Reason#NOT_FOUND} if the address is not suppressed
     */
    public void lift(OrganizationId organization, String address) {
        store.delete(find(organization, address).orElseThrow(() -> RefusedException.notFound("Suppression")));
    }

    @Override
    public void removeAll(Organization organization) {
        store.deleteAll(organization.id());
    }
}
