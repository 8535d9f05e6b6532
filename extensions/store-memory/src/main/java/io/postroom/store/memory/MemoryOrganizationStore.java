package io.postroom.store.memory;

import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Organisations in a map. Thread-safe. */
public final class MemoryOrganizationStore implements OrganizationStore {
    private final Map<OrganizationId, Organization> organizations = new ConcurrentHashMap<>();

    @Override
    public void save(Organization organization) {
        organizations.put(organization.id(), organization);
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return Optional.ofNullable(organizations.get(id));
    }

    @Override
    public List<Organization> list() {
        return organizations.values().stream()
                .sorted(Comparator.comparing(Organization::createdAt)
                        .thenComparing(organization -> organization.id().toString()))
                .toList();
    }

    @Override
    public void delete(OrganizationId id) {
        organizations.remove(id);
    }
}
