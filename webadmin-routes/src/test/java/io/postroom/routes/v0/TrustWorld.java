package io.postroom.routes.v0;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import io.postroom.core.policy.RefusalBelongings;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicies;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustRules;
import io.postroom.store.memory.MemoryRefusalStore;
import io.postroom.store.memory.MemoryTrustPolicyStore;
import io.postroom.testkit.FixedClock;
import java.util.Map;

/** The part of the {@link World} that is about suspect mail. */
public final class TrustWorld implements ScopeBelongings {
    /** What the server's settings say. */
    static final TrustPolicy SERVER = new TrustPolicy(Map.of(
            Suspicion.FAILED, Treatment.REJECT,
            Suspicion.UNPROVEN, Treatment.LABEL,
            Suspicion.BLOCKED, Treatment.LABEL));

    public final MemoryRefusalStore refusalStore;
    public final TrustRules rules;
    public final TrustPolicies policies;

    TrustWorld(FixedClock clock) {
        MemoryTrustPolicyStore store = new MemoryTrustPolicyStore();
        this.refusalStore = new MemoryRefusalStore(clock);
        this.rules = new TrustRules(store, SERVER, clock);
        this.policies = new TrustPolicies(store, rules);
    }

    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        policies.removeAll(organization, scope);
        new RefusalBelongings(refusalStore).removeAll(organization, scope);
    }
}
