package io.postroom.core.domain;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodContents;
import io.postroom.core.account.PodId;
import java.util.Optional;

/** The domains of an organisation, as something that goes with it, after its inboxes, and keeps a pod from being deleted. */
public final class DomainBelongings implements Belongings, PodContents {
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

    @Override
    public boolean areIn(OrganizationId organization, PodId pod) {
        return store.listAll(organization).stream()
                .anyMatch(domain -> domain.pod().equals(Optional.of(pod)));
    }
}
