package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Allow and block lists in maps. Thread-safe. */
public final class MemoryListStore implements ListStore {
    private final Map<ListKey, NavigableMap<String, ListEntry>> lists = new HashMap<>();
    private Optional<UUID> latestChange = Optional.empty();

    @Override
    public synchronized void save(ListEntry entry) {
        lists.computeIfAbsent(entry.list(), key -> new TreeMap<>())
                .put(entry.name().value(), entry);
        changed();
    }

    private void changed() {
        latestChange = Optional.of(UUID.randomUUID());
    }

    private NavigableMap<String, ListEntry> entries(ListKey list) {
        return lists.getOrDefault(list, new TreeMap<>());
    }

    @Override
    public synchronized Optional<ListEntry> find(ListKey list, EntryName name) {
        return Optional.ofNullable(entries(list).get(name.value()));
    }

    @Override
    public List<ListEntry> find(Collection<ListKey> keys, Collection<EntryName> names) {
        return keys.stream()
                .flatMap(list -> names.stream().flatMap(name -> find(list, name).stream()))
                .toList();
    }

    @Override
    public synchronized Set<ListKey> inUse(Collection<ListKey> keys) {
        return keys.stream().filter(list -> !entries(list).isEmpty()).collect(Collectors.toSet());
    }

    @Override
    public synchronized List<ListEntry> list(ListKey list, String after, int limit) {
        return entries(list).tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void delete(ListKey list, EntryName name) {
        entries(list).remove(name.value());
        changed();
    }

    @Override
    public synchronized void deleteAll(OrganizationId organization, Scope scope) {
        boolean had = lists.keySet()
                .removeIf(list ->
                        list.organization().equals(organization) && list.scope().equals(scope));
        if (had) {
            changed();
        }
    }

    @Override
    public synchronized Optional<UUID> latestChange() {
        return latestChange;
    }
}
