package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.CursorStore;
import io.postroom.core.event.Position;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cursors in a map. Thread-safe. */
public final class MemoryCursorStore implements CursorStore {
    private record Reader(String name, OrganizationId organization) {}

    private final Map<Reader, Position> positions = new ConcurrentHashMap<>();

    @Override
    public Position read(String reader, OrganizationId organization) {
        return positions.getOrDefault(new Reader(reader, organization), Position.START);
    }

    @Override
    public void save(String reader, OrganizationId organization, Position position) {
        positions.put(new Reader(reader, organization), position);
    }
}
