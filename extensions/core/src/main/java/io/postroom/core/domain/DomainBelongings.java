package io.postroom.core.domain;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;

/** The domains of an organisation, as something that goes with it; its inboxes go first. */
public final class DomainBelongings implements Belongings {
    private final DomainStore store;
    private final DomainRemoval removal;

    public DomainBelongings(DomainStore store, DomainRemoval removal) {
        this.store = store;
        this.removal = removal;
    }

    @Override
    public void removeAll(Organization organization) {
        store.listAll(organization.id()).forEach(removal::remove);
    }
}
