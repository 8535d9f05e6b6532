package io.postroom.core.account;

import io.postroom.core.page.Page;

/** The pods of an organisation, as something that goes with it; what is in them goes first. */
public final class PodBelongings implements Belongings {
    private final PodStore pods;
    private final ScopeBelongings owned;

    /** @param owned what a pod owns that an organisation does not remove by itself */
    public PodBelongings(PodStore pods, ScopeBelongings owned) {
        this.pods = pods;
        this.owned = owned;
    }

    @Override
    public void removeAll(Organization organization) {
        owned.removeAll(organization.id(), new Scope.OnePod(organization.defaultPod())); // it may have no row
        Page.forEach(request -> pods.list(organization.id(), request), this::remove);
    }

    private void remove(Pod pod) {
        owned.removeAll(pod.organization(), new Scope.OnePod(pod.id()));
        pods.delete(pod);
    }
}
