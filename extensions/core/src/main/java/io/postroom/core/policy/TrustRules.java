package io.postroom.core.policy;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.cache.LruMap;
import io.postroom.core.cache.SinceChange;
import io.postroom.core.inbox.Inbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what is to be done with suspect mail of an inbox: for each {@link Suspicion} the word of the narrowest scope that has one. In an
 * installation where nobody has set a policy, no store is asked but for one row in five seconds; see {@link SinceChange}. Thread-safe;
 * blocks. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public final class TrustRules {
    private static final int MOST = 10_000;

    private final TrustPolicyStore store;
    private final TrustPolicy server;
    private final SinceChange<Known> known;

    /** Policies that were read, and those that are not there. Thread-safe. */
    private static final class Known {
        private final Map<Place, TrustPolicy> policies = new LruMap<>(MOST);

        synchronized Optional<TrustPolicy> find(Place place) {
            return Optional.ofNullable(policies.get(place));
        }

        synchronized void put(Place place, TrustPolicy policy) {
            policies.put(place, policy);
        }
    }

    private record Place(OrganizationId organization, Scope scope) {}

    /**
     * @param server what the server's settings say
     * @throws IllegalArgumentException if it leaves something open
     */
    public TrustRules(TrustPolicyStore store, TrustPolicy server, Clock clock) {
        for (Suspicion suspicion : Suspicion.values()) {
            if (server.of(suspicion).isEmpty()) {
                throw new IllegalArgumentException("the server has no word for mail that is " + suspicion);
            }
        }
        this.store = store;
        this.server = server;
        this.known = new SinceChange<>(store::latestChange, Known::new, clock);
    }

    /** What is done with mail of the inbox; says something of each suspicion. */
    public TrustPolicy of(Inbox inbox) {
        return of(inbox.organization(), new Scope.OneInbox(inbox.pod(), inbox.id()));
    }

    /** What is done with mail in the scope where nothing narrower says otherwise; says something of each suspicion. */
    public TrustPolicy of(OrganizationId organization, Scope scope) {
        return known.current()
                .map(findings -> read(findings, organization, scopes(scope)))
                .orElse(server);
    }

    /** Makes a change, which counts from then on. */
    void change(Runnable change) {
        known.change(change);
    }

    /** The scope and those it lies in, the widest first. */
    private static List<Scope> scopes(Scope scope) {
        List<Scope> scopes = new ArrayList<>(List.of(new Scope.WholeOrganization()));
        scope.withinPod().ifPresent(pod -> scopes.add(new Scope.OnePod(pod)));
        if (scope instanceof Scope.OneInbox) {
            scopes.add(scope);
        }
        return scopes;
    }

    private TrustPolicy read(Known findings, OrganizationId organization, List<Scope> widestFirst) {
        List<Scope> open = widestFirst.stream()
                .filter(scope -> findings.find(new Place(organization, scope)).isEmpty())
                .toList();
        Map<Scope, TrustPolicy> found = open.isEmpty() ? Map.of() : store.find(organization, open);
        open.forEach(
                scope -> findings.put(new Place(organization, scope), found.getOrDefault(scope, TrustPolicy.NONE)));
        TrustPolicy policy = server;
        for (Scope scope : widestFirst) {
            TrustPolicy own = Optional.ofNullable(found.get(scope))
                    .or(() -> findings.find(new Place(organization, scope)))
                    .orElse(TrustPolicy.NONE);
            policy = own.over(policy);
        }
        return policy;
    }
}
