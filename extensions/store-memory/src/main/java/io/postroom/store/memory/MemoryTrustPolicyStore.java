package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustPolicyStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Policies in a map. Thread-safe. */
public final class MemoryTrustPolicyStore implements TrustPolicyStore {
    private record Place(OrganizationId organization, Scope scope) {}

    private final Map<Place, TrustPolicy> policies = new HashMap<>();
    private Optional<UUID> latestChange = Optional.empty();

    @Override
    public synchronized void save(OrganizationId organization, Scope scope, TrustPolicy policy) {
        policies.put(new Place(organization, scope), policy);
        latestChange = Optional.of(UUID.randomUUID());
    }

    @Override
    public synchronized Map<Scope, TrustPolicy> find(OrganizationId organization, Collection<Scope> scopes) {
        Map<Scope, TrustPolicy> found = new HashMap<>();
        for (Scope scope : scopes) {
            Optional.ofNullable(policies.get(new Place(organization, scope)))
                    .ifPresent(policy -> found.put(scope, policy));
        }
        return Map.copyOf(found);
    }

    @Override
    public synchronized void delete(OrganizationId organization, Scope scope) {
        if (policies.remove(new Place(organization, scope)) != null) {
            latestChange = Optional.of(UUID.randomUUID());
        }
    }

    @Override
    public synchronized Optional<UUID> latestChange() {
        return latestChange;
    }
}
