package io.postroom.core.list;

import io.postroom.core.account.Caller;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The allow and block lists of organisations, pods and inboxes. Callers see and change those of exactly the scope they are confined to. The
 * organisation's {@link Suppressions} are shown in its list of blocked recipients, where only the operator can take them away.
 *
 * <p>Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Lists implements ScopeBelongings {
    private static final String KIND = "List entry";

    private final ListStore store;
    private final Suppressions suppressions;
    private final ListRules rules;
    private final Clock clock;

    /** @param rules hear of each change */
    public Lists(ListStore store, Suppressions suppressions, ListRules rules, Clock clock) {
        this.store = store;
        this.suppressions = suppressions;
        this.rules = rules;
        this.clock = clock;
    }

    private static ListKey key(Caller caller, Direction direction, ListType type) {
        return new ListKey(caller.organization().id(), caller.scope(), direction, type);
    }

    /** Adds an entry. One of this name stays; it gets the reason, if there is one. */
    public ListEntry create(
            Caller caller, Direction direction, ListType type, EntryName name, Optional<String> reason) {
        ListKey list = key(caller, direction, type);
        Optional<ListEntry> known = store.find(list, name);
        ListEntry entry = known.map(before -> before.withReason(reason.or(before::reason)))
                .orElseGet(
                        () -> new ListEntry(list, name, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        if (!known.equals(Optional.of(entry))) {
            rules.change(() -> store.save(entry));
        }
        return suppressed(list, name).orElse(entry);
    }

    /** @throws RefusedException {@link Reason#NOT_FOUND} if the list has no such entry */
    public ListEntry get(Caller caller, Direction direction, ListType type, EntryName name) {
        ListKey list = key(caller, direction, type);
        return suppressed(list, name)
                .or(() -> store.find(list, name))
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    private Optional<ListEntry> suppressed(ListKey list, EntryName name) {
        return list.holdsSuppressions()
                ? suppressions.find(list.organization(), name.value()).map(found -> ListEntry.of(list, found))
                : Optional.empty();
    }

    /** Ordered by name, whichever order is asked for. */
    public Page<ListEntry> list(Caller caller, Direction direction, ListType type, PageRequest request) {
        ListKey list = key(caller, direction, type);
        String after = request.after().map(PageKey::id).orElse("");
        int enough = request.limit() + 1;
        Map<String, ListEntry> byName = new TreeMap<>();
        store.list(list, after, enough).forEach(entry -> byName.put(entry.name().value(), entry));
        if (list.holdsSuppressions()) {
            suppressions
                    .listByAddress(list.organization(), after, enough)
                    .forEach(found -> byName.put(found.address(), ListEntry.of(list, found)));
        }
        List<ListEntry> items = byName.values().stream().limit(request.limit()).toList();
        boolean more = byName.size() > request.limit();
        return new Page<>(items, more ? Optional.of(items.get(items.size() - 1).place()) : Optional.empty());
    }

    /**
     * @throws RefusedException {@link Reason#NOT_FOUND} if the list has no such entry, {@link Reason#CANNOT_DELETE} if it is
     *     {@link ListEntry#readOnly}
     */
    public void delete(Caller caller, Direction direction, ListType type, EntryName name) {
        ListEntry entry = get(caller, direction, type, name);
        if (entry.readOnly()) {
            throw new RefusedException(
                    Reason.CANNOT_DELETE,
                    "Mail to this address bounced or was complained of; only the operator lifts that");
        }
        rules.change(() -> store.delete(entry.list(), name));
    }

    /** Removes those of the scope itself; what lies within it has lists of its own and goes before. */
    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        if (store.latestChange().isPresent()) {
            rules.change(() -> store.deleteAll(organization, scope));
        }
    }
}
