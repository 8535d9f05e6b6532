package io.postroom.core.policy;

import io.postroom.core.account.Caller;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policies of organisations, pods and inboxes. Callers see and change that of exactly the scope they are confined to.
 *
 * <p>Thread-safe; calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class TrustPolicies implements ScopeBelongings {
    private final TrustPolicyStore store;
    private final TrustRules rules;

    /** @param rules hear of each change */
    public TrustPolicies(TrustPolicyStore store, TrustRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /**
     * A policy as it is shown.
     *
     * @param own what the scope itself says
     * @param effective what applies in it, which says something of each suspicion
     */
    public record Shown(Scope scope, TrustPolicy own, TrustPolicy effective) {}

    public Shown get(Caller caller) {
        return shown(caller, own(caller));
    }

    private TrustPolicy own(Caller caller) {
        return store.find(caller.organization().id(), List.of(caller.scope()))
                .getOrDefault(caller.scope(), TrustPolicy.NONE);
    }

    private Shown shown(Caller caller, TrustPolicy own) {
        TrustPolicy effective = rules.of(caller.organization().id(), caller.scope());
        return new Shown(caller.scope(), own, own.over(effective));
    }

    /** Changes the words that {@code changes} names; an empty one is left to the wider scope from now on. */
    public Shown update(Caller caller, Map<Suspicion, Optional<Treatment>> changes) {
        TrustPolicy policy = own(caller);
        for (Map.Entry<Suspicion, Optional<Treatment>> change : changes.entrySet()) {
            policy = policy.with(change.getKey(), change.getValue());
        }
        write(caller.organization().id(), caller.scope(), policy);
        return shown(caller, policy);
    }

    /** Leaves everything to the wider scope. */
    public void delete(Caller caller) {
        write(caller.organization().id(), caller.scope(), TrustPolicy.NONE);
    }

    private void write(OrganizationId organization, Scope scope, TrustPolicy policy) {
        rules.change(() -> {
            if (policy.isEmpty()) {
                store.delete(organization, scope);
            } else {
                store.save(organization, scope, policy);
            }
        });
    }

    /** Removes that of the scope itself; what lies within it has policies of its own and goes before. */
    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        if (store.latestChange().isPresent()) {
            rules.change(() -> store.delete(organization, scope));
        }
    }
}
