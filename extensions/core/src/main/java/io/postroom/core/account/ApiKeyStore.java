package io.postroom.core.account;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps API keys, never their secrets.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface ApiKeyStore {
    /** Adds the key. */
    void save(ApiKey key);

    /** Replaces name, permissions and time of change, unless the key was deleted meanwhile. */
    void update(ApiKey key);

    /** Sets when the key was last used, unless it was deleted meanwhile. */
    void noteUse(ApiKey key, Instant at);

    Optional<ApiKey> find(OrganizationId organization, ApiKeyId id);

    /** The key whose secret has this hash; one look-up, as every request asks. */
    Optional<ApiKey> findByHash(KeyHash hash);

    /** Those that reach no further than {@code within}; ordered by creation time, then id. */
    Page<ApiKey> list(OrganizationId organization, Scope within, PageRequest request);

    /** How many of these there are, exactly when nothing changes meanwhile. */
    long count(OrganizationId organization, Scope within);

    /** Removes it from every look-up; nothing happens if there is none. */
    void delete(ApiKey key);
}
