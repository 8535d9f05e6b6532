package io.postroom.store.memory;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.account.KeyHash;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** API keys in maps. Thread-safe. */
public final class MemoryApiKeyStore implements ApiKeyStore {
    private final Map<ApiKeyId, ApiKey> byId = new ConcurrentHashMap<>();
    private final Map<KeyHash, ApiKey> byHash = new ConcurrentHashMap<>();
    private final Map<OrganizationId, OrderedRows<ApiKey>> ordered = new ConcurrentHashMap<>();

    @Override
    public synchronized void save(ApiKey key) {
        byId.put(key.id(), key);
        byHash.put(key.hash(), key);
        rowsOf(key.organization()).put(place(key), key);
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, ApiKeyId id) {
        return Optional.ofNullable(byId.get(id))
                .filter(key -> key.organization().equals(organization));
    }

    @Override
    public Optional<ApiKey> findByHash(KeyHash hash) {
        return Optional.ofNullable(byHash.get(hash));
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, Scope within, PageRequest request) {
        return rowsOf(organization).page(request, key -> within.covers(key.scope()));
    }

    @Override
    public long count(OrganizationId organization, Scope within) {
        return rowsOf(organization).all().stream()
                .filter(key -> within.covers(key.scope()))
                .count();
    }

    @Override
    public synchronized void update(ApiKey key) {
        Optional.ofNullable(byId.get(key.id()))
                .ifPresent(known -> save(known.with(key.name(), key.permissions(), key.updatedAt())));
    }

    @Override
    public synchronized void noteUse(ApiKey key, Instant at) {
        Optional.ofNullable(byId.get(key.id())).ifPresent(known -> save(known.withUsedAt(at)));
    }

    @Override
    public synchronized void delete(ApiKey key) {
        byId.remove(key.id());
        byHash.remove(key.hash());
        rowsOf(key.organization()).remove(place(key));
    }

    private OrderedRows<ApiKey> rowsOf(OrganizationId organization) {
        return ordered.computeIfAbsent(organization, id -> new OrderedRows<>());
    }

    private static PageKey place(ApiKey key) {
        return new PageKey(key.createdAt(), key.id().toString());
    }
}
