package io.postroom.core.policy;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps one policy for each scope that has one.
 *
 * <p>Calls block; each is durable once it returns, and can be repeated. An unreachable store shows as an
 * {@link java.io.UncheckedIOException}. Thread-safe.
 */
public interface TrustPolicyStore {
    /** Puts the policy in the place of the one that the scope has. */
    void save(OrganizationId organization, Scope scope, TrustPolicy policy);

    /** Those that these scopes have. */
    Map<Scope, TrustPolicy> find(OrganizationId organization, Collection<Scope> scopes);

    /** Removes the policy of exactly this scope. */
    void delete(OrganizationId organization, Scope scope);

    /** The mark of the latest change in the installation, as {@link io.postroom.core.list.ListStore#latestChange} has it. */
    Optional<UUID> latestChange();
}
