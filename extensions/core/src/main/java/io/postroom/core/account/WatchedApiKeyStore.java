package io.postroom.core.account;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/** A store of keys whose changes are signalled. */
public final class WatchedApiKeyStore implements ApiKeyStore {
    private final ApiKeyStore keys;
    private final AccessSignal signal;

    public WatchedApiKeyStore(ApiKeyStore keys, AccessSignal signal) {
        this.keys = keys;
        this.signal = signal;
    }

    @Override
    public void save(ApiKey key) {
        signal.raiseAfter(key.organization(), () -> keys.save(key));
    }

    @Override
    public void update(ApiKey key) {
        signal.raiseAfter(key.organization(), () -> keys.update(key));
    }

    /** Not a change that matters to anybody who waits. */
    @Override
    public void noteUse(ApiKey key, Instant at) {
        keys.noteUse(key, at);
    }

    @Override
    public Optional<ApiKey> find(OrganizationId organization, ApiKeyId id) {
        return keys.find(organization, id);
    }

    @Override
    public Optional<ApiKey> findByHash(KeyHash hash) {
        return keys.findByHash(hash);
    }

    @Override
    public Page<ApiKey> list(OrganizationId organization, Scope within, PageRequest request) {
        return keys.list(organization, within, request);
    }

    @Override
    public long count(OrganizationId organization, Scope within) {
        return keys.count(organization, within);
    }

    @Override
    public void delete(ApiKey key) {
        signal.raiseAfter(key.organization(), () -> keys.delete(key));
    }
}
