package io.postroom.core.account;

import java.util.List;
import java.util.Optional;

/** A store of organisations whose changes are signalled. */
public final class WatchedOrganizationStore implements OrganizationStore {
    private final OrganizationStore organizations;
    private final AccessSignal signal;

    public WatchedOrganizationStore(OrganizationStore organizations, AccessSignal signal) {
        this.organizations = organizations;
        this.signal = signal;
    }

    @Override
    public void save(Organization organization) {
        signal.raiseAfter(organization.id(), () -> organizations.save(organization));
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return organizations.find(id);
    }

    @Override
    public Optional<Organization> findRecent(OrganizationId id) {
        return organizations.findRecent(id);
    }

    @Override
    public List<Organization> list() {
        return organizations.list();
    }

    @Override
    public void delete(OrganizationId id) {
        signal.raiseAfter(id, () -> organizations.delete(id));
    }
}
