package io.postroom.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * A key without its secret.
 *
 * @param prefix the first characters of the secret, so that a person can tell keys apart
 * @param usedAt when it was last used, at most a minute too early; empty if never
 * @param expiresAt from when on it is refused; empty if never
 */
public record ApiKey(
        ApiKeyId id,
        OrganizationId organization,
        Scope scope,
        Permissions permissions,
        String name,
        String prefix,
        KeyHash hash,
        Optional<Instant> usedAt,
        Optional<Instant> expiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the key has expired at {@code now}. */
    public boolean isExpiredAt(Instant now) {
        return expiresAt.map(end -> !now.isBefore(end)).orElse(false);
    }

    /** The key under this name with these permissions. */
    public ApiKey with(String newName, Permissions newPermissions, Instant at) {
        return new ApiKey(
                id, organization, scope, newPermissions, newName, prefix, hash, usedAt, expiresAt, createdAt, at);
    }

    public ApiKey withUsedAt(Instant at) {
        return new ApiKey(
                id,
                organization,
                scope,
                permissions,
                name,
                prefix,
                hash,
                Optional.of(at),
                expiresAt,
                createdAt,
                updatedAt);
    }
}
