package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalFilter;
import io.postroom.core.policy.RefusalStore;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refusals in maps; of each scope the latest {@value #MOST}. Thread-safe. */
public final class MemoryRefusalStore implements RefusalStore {
    private static final int MOST = 10_000;

    private record Place(OrganizationId organization, Scope scope) {}

    private final Clock clock;
    private final Map<Place, OrderedRows<Refusal>> lists = new HashMap<>();

    /** @param clock says what is to be forgotten */
    public MemoryRefusalStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void add(Refusal refusal) {
        for (Scope scope : List.of(
                new Scope.WholeOrganization(),
                new Scope.OnePod(refusal.pod()),
                new Scope.OneInbox(refusal.pod(), refusal.inbox()))) {
            OrderedRows<Refusal> rows =
                    lists.computeIfAbsent(new Place(refusal.organization(), scope), place -> new OrderedRows<>());
            rows.put(refusal.place(), refusal);
            if (rows.size() > MOST) {
                rows.remove(rows.all().get(0).place());
            }
        }
    }

    @Override
    public synchronized Page<Refusal> list(OrganizationId organization, RefusalFilter filter, PageRequest request) {
        Instant oldest = clock.instant().minus(Refusal.KEPT);
        return lists.getOrDefault(new Place(organization, filter.scope()), new OrderedRows<>())
                .page(
                        request,
                        refusal -> filter.includes(refusal.at()) && refusal.at().isAfter(oldest));
    }

    @Override
    public synchronized void deleteAll(OrganizationId organization, Scope scope) {
        lists.remove(new Place(organization, scope));
    }
}
