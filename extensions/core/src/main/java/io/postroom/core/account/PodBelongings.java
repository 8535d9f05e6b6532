package io.postroom.core.account;

import io.postroom.core.page.Page;

/** The pods of an organisation, as something that goes with it; what is in them goes first. */
public final class PodBelongings implements Belongings {
    private final PodStore pods;

    public PodBelongings(PodStore pods) {
        this.pods = pods;
    }

    @Override
    public void removeAll(Organization organization) {
        Page.forEach(request -> pods.list(organization.id(), request), pods::delete);
    }
}
