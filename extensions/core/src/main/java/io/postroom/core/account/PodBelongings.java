package io.postroom.core.account;

import io.postroom.core.page.Page;
import java.util.List;

/** The pods of an organisation, as something that goes with it; what is in them goes first. */
public final class PodBelongings implements Belongings {
    private final PodStore pods;
    private final List<ScopeBelongings> owned;

    /** @param owned what goes with a pod */
    public PodBelongings(PodStore pods, List<ScopeBelongings> owned) {
        this.pods = pods;
        this.owned = List.copyOf(owned);
    }

    @Override
    public void removeAll(Organization organization) {
        removeOwned(organization.id(), organization.defaultPod()); // it may have no row
        Page.forEach(request -> pods.list(organization.id(), request), this::remove);
    }

    private void remove(Pod pod) {
        removeOwned(pod.organization(), pod.id());
        pods.delete(pod);
    }

    private void removeOwned(OrganizationId organization, PodId pod) {
        owned.forEach(kind -> kind.removeAll(organization, new Scope.OnePod(pod)));
    }
}
