package io.postroom.core.metric;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import io.postroom.core.page.Page;

/** Sums and measurements, as something that goes with what they are of. Those of an organisation's inboxes go with these. */
public final class MetricBelongings implements Belongings, ScopeBelongings {
    private final EventSumStore sums;
    private final UsageStore usage;
    private final PodStore pods;

    public MetricBelongings(EventSumStore sums, UsageStore usage, PodStore pods) {
        this.sums = sums;
        this.usage = usage;
        this.pods = pods;
    }

    /** To be called while the organisation's pods are still known. */
    @Override
    public void removeAll(Organization organization) {
        OrganizationId id = organization.id();
        Page.forEach(request -> pods.list(id, request), pod -> removeAll(id, new Scope.OnePod(pod.id())));
        removeAll(id, new Scope.OnePod(organization.defaultPod()));
        removeAll(id, new Scope.WholeOrganization());
    }

    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        sums.deleteAll(organization, scope);
        usage.delete(organization, scope);
    }
}
