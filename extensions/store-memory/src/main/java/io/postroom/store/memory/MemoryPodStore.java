package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pods in maps. Thread-safe. */
public final class MemoryPodStore implements PodStore {
    private record Key(OrganizationId organization, PodId id) {}

    private final Map<Key, Pod> byId = new ConcurrentHashMap<>();
    private final Map<OrganizationId, OrderedRows<Pod>> ordered = new ConcurrentHashMap<>();

    @Override
    public synchronized Pod create(Pod pod) {
        Optional<Pod> existing = find(pod.organization(), pod.id());
        if (existing.isPresent()) {
            return existing.get();
        }
        put(pod);
        return pod;
    }

    @Override
    public synchronized boolean setClosing(Pod pod, boolean closing) {
        Optional<Pod> known = same(pod);
        known.ifPresent(found -> put(found.withClosing(closing)));
        return known.isPresent();
    }

    @Override
    public Optional<Pod> find(OrganizationId organization, PodId id) {
        return Optional.ofNullable(byId.get(new Key(organization, id)));
    }

    @Override
    public Page<Pod> list(OrganizationId organization, PageRequest request) {
        return rowsOf(organization).page(request);
    }

    @Override
    public synchronized void delete(Pod pod) {
        if (same(pod).isPresent()) {
            byId.remove(new Key(pod.organization(), pod.id()));
            rowsOf(pod.organization()).remove(pod.place());
        }
    }

    private void put(Pod pod) {
        byId.put(new Key(pod.organization(), pod.id()), pod);
        rowsOf(pod.organization()).put(pod.place(), pod);
    }

    private Optional<Pod> same(Pod pod) {
        return find(pod.organization(), pod.id())
                .filter(found -> found.createdAt().equals(pod.createdAt()));
    }

    private OrderedRows<Pod> rowsOf(OrganizationId organization) {
        return ordered.computeIfAbsent(organization, id -> new OrderedRows<>());
    }
}
