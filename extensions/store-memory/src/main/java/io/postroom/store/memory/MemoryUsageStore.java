package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.metric.UsageSample;
import io.postroom.core.metric.UsageStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Measurements in maps; forgets none. Thread-safe. */
public final class MemoryUsageStore implements UsageStore {
    private record Key(OrganizationId organization, Scope scope) {}

    private final Map<Key, UsageSample> latest = new HashMap<>();
    private final Map<Key, TreeMap<Instant, UsageSample>> hours = new HashMap<>();

    @Override
    public synchronized Optional<UsageSample> latest(OrganizationId organization, Scope scope) {
        return Optional.ofNullable(latest.get(new Key(organization, scope)));
    }

    @Override
    public synchronized List<UsageSample> latestOfInboxes(OrganizationId organization) {
        return latest.values().stream()
                .filter(sample -> sample.organization().equals(organization))
                .filter(sample -> sample.scope() instanceof Scope.OneInbox)
                .toList();
    }

    @Override
    public synchronized void save(UsageSample sample) {
        Key key = new Key(sample.organization(), sample.scope());
        hours.computeIfAbsent(key, any -> new TreeMap<>()).put(sample.hour(), sample);
        latest.put(key, sample);
    }

    @Override
    public synchronized List<UsageSample> since(OrganizationId organization, Scope scope, Instant hour) {
        TreeMap<Instant, UsageSample> own = hours.getOrDefault(new Key(organization, scope), new TreeMap<>());
        return List.copyOf(own.tailMap(hour, true).values());
    }

    @Override
    public synchronized void delete(OrganizationId organization, Scope scope) {
        Key key = new Key(organization, scope);
        hours.remove(key);
        latest.remove(key);
    }
}
