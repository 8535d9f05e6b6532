package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.ListType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Allow and block lists: each in a partition of table {@code list_entry}, in the order of its names. The one row of table
 * {@code list_change} has a new mark before each change and another one after it. Thread-safe.
 */
public final class CassandraListStore implements ListStore {
    private static final String CHANGES = "lists";

    private final CassandraKeyspace keyspace;
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement first;
    private final PreparedStatement list;
    private final PreparedStatement delete;
    private final PreparedStatement deleteList;
    private final PreparedStatement mark;
    private final PreparedStatement readMark;

    public CassandraListStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        String ofList = " WHERE organization = ? AND scope = ? AND direction = ? AND type = ?";
        insert = keyspace.prepare("INSERT INTO {keyspace}.list_entry"
                + " (organization, scope, direction, type, entry, reason, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
        find = keyspace.prepare(
                "SELECT entry, reason, created_at FROM {keyspace}.list_entry" + ofList + " AND entry = ?");
        first = keyspace.prepare("SELECT entry FROM {keyspace}.list_entry" + ofList + " LIMIT 1");
        list = keyspace.prepare(
                "SELECT entry, reason, created_at FROM {keyspace}.list_entry" + ofList + " AND entry > ? LIMIT ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.list_entry" + ofList + " AND entry = ?");
        deleteList = keyspace.prepare("DELETE FROM {keyspace}.list_entry" + ofList);
        mark = keyspace.prepare("INSERT INTO {keyspace}.list_change (name, mark) VALUES (?, ?)");
        readMark = keyspace.prepare("SELECT mark FROM {keyspace}.list_change WHERE name = ?");
    }

    @Override
    public void save(ListEntry entry) {
        ListKey key = entry.list();
        change(insert.bind(
                key.organization().value(),
                ScopeText.of(key.scope()),
                key.direction().wireName(),
                key.type().wireName(),
                entry.name().value(),
                entry.reason().orElse(null),
                entry.createdAt()));
    }

    private void change(BoundStatement change) {
        markChange();
        keyspace.execute(change);
        markChange();
    }

    private void markChange() {
        keyspace.execute(mark.bind(CHANGES, UUID.randomUUID()));
    }

    @Override
    public Optional<ListEntry> find(ListKey key, EntryName name) {
        return keyspace.one(ofEntry(find, key, name)).map(row -> entry(key, row));
    }

    private static BoundStatement ofEntry(PreparedStatement statement, ListKey key, EntryName name) {
        return statement.bind(
                key.organization().value(),
                ScopeText.of(key.scope()),
                key.direction().wireName(),
                key.type().wireName(),
                name.value());
    }

    private static BoundStatement ofList(PreparedStatement statement, ListKey key) {
        return statement.bind(
                key.organization().value(),
                ScopeText.of(key.scope()),
                key.direction().wireName(),
                key.type().wireName());
    }

    @Override
    public List<ListEntry> find(Collection<ListKey> lists, Collection<EntryName> names) {
        List<ListKey> keys = new ArrayList<>();
        List<BoundStatement> statements = new ArrayList<>();
        for (ListKey key : lists) {
            for (EntryName name : names) {
                keys.add(key);
                statements.add(ofEntry(find, key, name));
            }
        }
        List<List<Row>> rows = keyspace.rowsOfEach(statements);
        List<ListEntry> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ListKey key = keys.get(i);
            rows.get(i).forEach(row -> found.add(entry(key, row)));
        }
        return found;
    }

    @Override
    public Set<ListKey> inUse(Collection<ListKey> lists) {
        List<ListKey> keys = List.copyOf(lists);
        List<List<Row>> rows =
                keyspace.rowsOfEach(keys.stream().map(key -> ofList(first, key)).toList());
        Set<ListKey> used = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (!rows.get(i).isEmpty()) {
                used.add(keys.get(i));
            }
        }
        return used;
    }

    @Override
    public List<ListEntry> list(ListKey key, String after, int limit) {
        return keyspace
                .rows(list.bind(
                        key.organization().value(),
                        ScopeText.of(key.scope()),
                        key.direction().wireName(),
                        key.type().wireName(),
                        after,
                        limit))
                .stream()
                .map(row -> entry(key, row))
                .toList();
    }

    private static ListEntry entry(ListKey key, Row row) {
        return new ListEntry(
                key,
                new EntryName(Values.text(row, "entry")),
                Values.optionalText(row, "reason"),
                Values.instant(row, "created_at"));
    }

    @Override
    public void delete(ListKey key, EntryName name) {
        change(ofEntry(delete, key, name));
    }

    /** Touches nothing where there is nothing, as with most inboxes that go. */
    @Override
    public void deleteAll(OrganizationId organization, Scope scope) {
        List<ListKey> all = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (ListType type : ListType.values()) {
                all.add(new ListKey(organization, scope, direction, type));
            }
        }
        Set<ListKey> used = inUse(all);
        if (!used.isEmpty()) {
            markChange();
            keyspace.executeAll(
                    used.stream().map(key -> ofList(deleteList, key)).toList());
            markChange();
        }
    }

    @Override
    public Optional<UUID> latestChange() {
        return keyspace.one(readMark.bind(CHANGES)).map(row -> Values.uuid(row, "mark"));
    }
}
