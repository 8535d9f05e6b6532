package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.SuppressionStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Suppressions in maps. Thread-safe. */
public final class MemorySuppressionStore implements SuppressionStore {
    private record Key(OrganizationId organization, String address) {
        static Key of(Suppression suppression) {
            return new Key(suppression.organization(), suppression.address());
        }
    }

    private final Map<Key, Suppression> byAddress = new HashMap<>();
    private final Map<OrganizationId, OrderedRows<Suppression>> ordered = new HashMap<>();

    @Override
    public synchronized void add(Suppression suppression) {
        if (byAddress.putIfAbsent(Key.of(suppression), suppression) == null) {
            rowsOf(suppression.organization()).put(suppression.place(), suppression);
        }
    }

    @Override
    public synchronized Optional<Suppression> find(OrganizationId organization, String address) {
        return Optional.ofNullable(byAddress.get(new Key(organization, address)));
    }

    @Override
    public List<Suppression> find(OrganizationId organization, Collection<String> addresses) {
        return addresses.stream()
                .flatMap(address -> find(organization, address).stream())
                .toList();
    }

    @Override
    public synchronized Page<Suppression> list(OrganizationId organization, PageRequest request) {
        return rowsOf(organization).page(request);
    }

    @Override
    public synchronized List<Suppression> listByAddress(OrganizationId organization, String after, int limit) {
        return rowsOf(organization).all().stream()
                .filter(suppression -> suppression.address().compareTo(after) > 0)
                .sorted(Comparator.comparing(Suppression::address))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void delete(Suppression suppression) {
        byAddress.remove(Key.of(suppression));
        rowsOf(suppression.organization()).remove(suppression.place());
    }

    @Override
    public synchronized void deleteAll(OrganizationId organization) {
        byAddress.keySet().removeIf(key -> key.organization().equals(organization));
        ordered.remove(organization);
    }

    private OrderedRows<Suppression> rowsOf(OrganizationId organization) {
        return ordered.computeIfAbsent(organization, id -> new OrderedRows<>());
    }
}
