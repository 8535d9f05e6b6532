package io.postroom.store.memory;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The event log in maps. Thread-safe. */
public final class MemoryEventLog implements EventLog {
    private final Map<OrganizationId, OneLog> logs = new ConcurrentHashMap<>();

    @Override
    public void append(MailEvent event) {
        logOf(event.organization()).append(event);
    }

    @Override
    public List<Entry> readAfter(OrganizationId organization, Position position, int limit) {
        return logOf(organization).readAfter(position, limit);
    }

    @Override
    public Position end(OrganizationId organization) {
        return logOf(organization).end();
    }

    @Override
    public Optional<Entry> find(OrganizationId organization, EventId id) {
        return logOf(organization).find(id);
    }

    @Override
    public void deleteAll(OrganizationId organization) {
        logs.remove(organization);
    }

    private OneLog logOf(OrganizationId organization) {
        return logs.computeIfAbsent(organization, id -> new OneLog());
    }

    /** The log of one organisation. */
    private static final class OneLog {
        private final TreeMap<Position, Entry> entries = new TreeMap<>();
        private final Map<EventId, Entry> byId = new HashMap<>();

        synchronized void append(MailEvent event) {
            if (!byId.containsKey(event.id())) {
                Entry entry = new Entry(new Position(end().value() + 1), event);
                entries.put(entry.position(), entry);
                byId.put(event.id(), entry);
            }
        }

        synchronized List<Entry> readAfter(Position position, int limit) {
            return entries.tailMap(position, false).values().stream()
                    .limit(limit)
                    .toList();
        }

        synchronized Position end() {
            return entries.isEmpty() ? Position.START : entries.lastKey();
        }

        synchronized Optional<Entry> find(EventId id) {
            return Optional.ofNullable(byId.get(id));
        }
    }
}
