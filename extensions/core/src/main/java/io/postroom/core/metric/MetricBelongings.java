package io.postroom.core.metric;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;

/** Sums and measurements, as something that goes with what they are of. */
public final class MetricBelongings implements ScopeBelongings {
    private final EventSumStore sums;
    private final UsageStore usage;

    public MetricBelongings(EventSumStore sums, UsageStore usage) {
        this.sums = sums;
        this.usage = usage;
    }

    /** Removes those of the scope itself; what lies within it has its own and goes before. */
    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        sums.deleteAll(organization, scope);
        usage.delete(organization, scope);
    }
}
