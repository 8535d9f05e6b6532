package io.postroom.core.cache;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago once it holds more than it may. Not thread-safe: reading changes the order too. */
public final class LruMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final boolean BY_ACCESS = true;

    private final int most;

    /** @param most how many entries it holds at most */
    public LruMap(int most) {
        super(16, 0.75f, BY_ACCESS);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
