package io.postroom.core.list;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the entries of allow and block lists, but for those that are {@link ListEntry#readOnly}. To look for a name costs the same however
 * long a list is.
 *
 * <p>Calls block; each is durable once it returns, and can be repeated. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface ListStore {
    /** Adds the entry in place of one of its name. */
    void save(ListEntry entry);

    Optional<ListEntry> find(ListKey list, EntryName name);

    /**
     * The entries of any of these names in any of these lists, in any order.
     *
     * @param names those of one message's people, not thousands
     */
    List<ListEntry> find(Collection<ListKey> lists, Collection<EntryName> names);

    /** Those of these lists that have an entry. */
    Set<ListKey> inUse(Collection<ListKey> lists);

    /**
     * Entries in the order of their names.
     *
     * @param after the name before the first one; the empty string for the first of the list
     * @param limit how many at most
     */
    List<ListEntry> list(ListKey list, String after, int limit);

    void delete(ListKey list, EntryName name);

    /** Removes the lists of exactly this scope. */
    void deleteAll(OrganizationId organization, Scope scope);

    /**
     * The mark of the latest change of any list in the installation, another one after each; empty as long as there never was a list.
     * It is there before the change begins and is another one after it, so what was read between two looks at the same mark was true
     * at the first.
     */
    Optional<UUID> latestChange();
}
