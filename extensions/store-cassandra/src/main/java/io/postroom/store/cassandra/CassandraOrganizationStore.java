package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.github.benmanes.caffeine.cache.Ticker;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.OrganizationStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Organisations in table {@code organization}. Thread-safe. */
public final class CassandraOrganizationStore implements OrganizationStore {
    private final CassandraKeyspace keyspace;
    private final PreparedStatement save;
    private final PreparedStatement find;
    private final PreparedStatement list;
    private final PreparedStatement delete;
    private final Recent<OrganizationId, Organization> recent = new Recent<>(Ticker.systemTicker());

    public CassandraOrganizationStore(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        save = keyspace.prepare(
                "INSERT INTO {keyspace}.organization (id, name, suspended, created_at, updated_at) VALUES (?, ?, ?, ?, ?)");
        find = keyspace.prepare("SELECT * FROM {keyspace}.organization WHERE id = ?");
        list = keyspace.prepare("SELECT * FROM {keyspace}.organization");
        delete = keyspace.prepare("DELETE FROM {keyspace}.organization WHERE id = ?");
    }

    @Override
    public void save(Organization organization) {
        BoundStatement row = save.bind(
                organization.id().value(),
                organization.name(),
                organization.suspended(),
                organization.createdAt(),
                organization.updatedAt());
        recent.change(organization.id(), () -> keyspace.execute(row));
    }

    @Override
    public Optional<Organization> find(OrganizationId id) {
        return keyspace.one(find.bind(id.value())).map(CassandraOrganizationStore::organization);
    }

    @Override
    public Optional<Organization> findRecent(OrganizationId id) {
        return recent.find(id, this::find);
    }

    /** Reads the whole table: for operators, who look at it now and then. */
    @Override
    public List<Organization> list() {
        List<Organization> organizations = new ArrayList<>();
        keyspace.rows(list.bind()).forEach(row -> organizations.add(organization(row)));
        organizations.sort(Comparator.comparing(Organization::createdAt)
                .thenComparing(organization -> organization.id().toString()));
        return List.copyOf(organizations);
    }

    @Override
    public void delete(OrganizationId id) {
        recent.change(id, () -> keyspace.execute(delete.bind(id.value())));
    }

    private static Organization organization(Row row) {
        return new Organization(
                new OrganizationId(Values.uuid(row, "id")),
                Values.text(row, "name"),
                row.getBoolean("suspended"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
    }
}
