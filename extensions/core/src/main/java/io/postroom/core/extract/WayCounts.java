package io.postroom.core.extract;

import java.util.EnumMap;
import java.util.Map;

/** How many characters are hidden, by {@link Way}. Not thread-safe. */
public final class WayCounts {
    private final Map<Way, Integer> counts = new EnumMap<>(Way.class);

    public void add(Way way, int characters) {
        if (characters > 0) {
            counts.merge(way, characters, Integer::sum);
        }
    }

    public void addAll(WayCounts others) {
        others.counts.forEach(this::add);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Those that hide something, in the order of {@link Way}; a copy. */
    public Map<Way, Integer> asMap() {
        return Map.copyOf(counts);
    }
}
