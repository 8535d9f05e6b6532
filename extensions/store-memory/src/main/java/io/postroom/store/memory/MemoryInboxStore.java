package io.postroom.store.memory;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Inboxes in maps. Thread-safe. */
public final class MemoryInboxStore implements InboxStore {
    private record Name(OrganizationId organization, ClientId clientId) {}

    private final Map<InboxId, Inbox> byId = new ConcurrentHashMap<>();
    private final Map<Name, InboxId> byClientId = new ConcurrentHashMap<>();
    private final Map<OrganizationId, OrderedRows<Inbox>> ordered = new ConcurrentHashMap<>();

    @Override
    public synchronized Creation create(Inbox inbox) {
        Optional<Inbox> existing = inbox.clientId().flatMap(clientId -> findByClientId(inbox.organization(), clientId));
        if (existing.isPresent()) {
            return new Creation.ClientIdTaken(existing.get());
        }
        if (byId.containsKey(inbox.id())) {
            return new Creation.AddressTaken();
        }
        put(inbox);
        inbox.clientId().ifPresent(name -> byClientId.put(new Name(inbox.organization(), name), inbox.id()));
        return new Creation.Created();
    }

    @Override
    public synchronized void update(Inbox inbox) {
        if (byId.containsKey(inbox.id())) {
            put(inbox);
        }
    }

    private void put(Inbox inbox) {
        byId.put(inbox.id(), inbox);
        rowsOf(inbox.organization()).put(place(inbox), inbox);
    }

    @Override
    public Optional<Inbox> find(InboxId id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public Optional<Inbox> findByClientId(OrganizationId organization, ClientId clientId) {
        return Optional.ofNullable(byClientId.get(new Name(organization, clientId)))
                .flatMap(this::find);
    }

    @Override
    public Page<Inbox> list(OrganizationId organization, PageRequest request) {
        return rowsOf(organization).page(request);
    }

    @Override
    public Page<Inbox> list(OrganizationId organization, PodId pod, PageRequest request) {
        return rowsOf(organization).page(request, inbox -> inbox.pod().equals(pod));
    }

    @Override
    public int count(OrganizationId organization) {
        return rowsOf(organization).size();
    }

    @Override
    public int count(OrganizationId organization, PodId pod) {
        return (int) rowsOf(organization).all().stream()
                .filter(inbox -> inbox.pod().equals(pod))
                .count();
    }

    @Override
    public synchronized void delete(Inbox inbox) {
        byId.remove(inbox.id());
        inbox.clientId().ifPresent(name -> byClientId.remove(new Name(inbox.organization(), name), inbox.id()));
        rowsOf(inbox.organization()).remove(place(inbox));
    }

    private OrderedRows<Inbox> rowsOf(OrganizationId organization) {
        return ordered.computeIfAbsent(organization, id -> new OrderedRows<>());
    }

    private static PageKey place(Inbox inbox) {
        return new PageKey(inbox.createdAt(), inbox.id().value());
    }
}
