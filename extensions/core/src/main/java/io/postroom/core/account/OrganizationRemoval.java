package io.postroom.core.account;

import java.util.List;

/**
 * Removes an organisation with all that belongs to it, for the operator.
 *
 * <p>It is suspended first, so that nothing new comes in; its own row goes last, so that an interrupted removal can be asked for again.
 * Thread-safe; blocks for as long as there is mail to remove.
 */
public final class OrganizationRemoval {
    private final Organizations organizations;
    private final OrganizationStore store;
    private final ApiKeyStore keys;
    private final List<Belongings> belongings;

    /** @param belongings what goes before the keys, in this order */
    public OrganizationRemoval(
            Organizations organizations, OrganizationStore store, ApiKeyStore keys, List<Belongings> belongings) {
        this.organizations = organizations;
        this.store = store;
        this.keys = keys;
        this.belongings = List.copyOf(belongings);
    }

    /** @throws io.postroom.core.error.RefusedException {@link io.postroom.core.error.Reason#NOT_FOUND} if there is none */
    public void remove(OrganizationId id) {
        Organization organization = organizations.setSuspended(id, true);
        belongings.forEach(kind -> kind.removeAll(organization));
        new ApiKeyBelongings(keys).removeAll(organization);
        store.delete(id);
    }
}
