package io.postroom.core.list;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps suppressions. To look for an address costs the same however many there are.
 *
 * <p>Calls block; each is durable once it returns, and can be repeated. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface SuppressionStore {
    /** Adds it, or does nothing if the address is suppressed already. */
    void add(Suppression suppression);

    /** @param address as {@link Suppression#key} has it */
    Optional<Suppression> find(OrganizationId organization, String address);

    /**
     * Those of these addresses that are suppressed, in any order.
     *
     * @param addresses as {@link Suppression#key} has them; one request's recipients, not thousands
     */
    List<Suppression> find(OrganizationId organization, Collection<String> addresses);

    /** Ordered by creation, then address. */
    Page<Suppression> list(OrganizationId organization, PageRequest request);

    /**
     * Suppressions in the order of their addresses.
     *
     * @param after the address before the first one; the empty string for the first of all
     * @param limit how many at most
     */
    List<Suppression> listByAddress(OrganizationId organization, String after, int limit);

    void delete(Suppression suppression);

    /** Removes every suppression of an organisation to which nothing happens any more. */
    void deleteAll(OrganizationId organization);
}
