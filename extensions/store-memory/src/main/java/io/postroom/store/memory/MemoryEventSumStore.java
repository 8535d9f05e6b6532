package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.metric.EventSum;
import io.postroom.core.metric.EventSumStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sums of events in maps; forgets none. Thread-safe. */
public final class MemoryEventSumStore implements EventSumStore {
    private final Map<EventSum.Series, NavigableMap<Instant, EventSum>> series = new ConcurrentHashMap<>();

    @Override
    public List<Optional<EventSum>> find(List<EventSum.Key> keys) {
        return keys.stream()
                .map(key -> Optional.ofNullable(of(key.series()).get(key.start())))
                .toList();
    }

    @Override
    public void save(Collection<EventSum> sums) {
        sums.forEach(sum -> of(sum.key().series()).put(sum.key().start(), sum));
    }

    @Override
    public List<EventSum> read(EventSum.Series wanted, Instant from, Instant to) {
        return List.copyOf(of(wanted).subMap(from, true, to, false).values());
    }

    @Override
    public void deleteAll(OrganizationId organization, Scope scope) {
        series.keySet()
                .removeIf(each ->
                        each.organization().equals(organization) && each.scope().equals(scope));
    }

    private NavigableMap<Instant, EventSum> of(EventSum.Series wanted) {
        return series.computeIfAbsent(wanted, any -> new ConcurrentSkipListMap<>());
    }
}
