package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.list.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Table {@code suppressed_address}: the addresses of an organisation's suppressions in their order, about 40 octets each. Those that were
 * suppressed before there was this table are put in when somebody first asks; the empty address, which is before all others, says that it
 * is done. An address that leads nowhere is passed over.
 */
final class SuppressedAddresses {
    private static final String WHOLE = "";

    private final CassandraKeyspace keyspace;
    private final PreparedStatement insert;
    private final PreparedStatement list;
    private final PreparedStatement find;
    private final PreparedStatement delete;
    private final PreparedStatement deleteAll;

    SuppressedAddresses(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
        insert = keyspace.prepare("INSERT INTO {keyspace}.suppressed_address (organization, address) VALUES (?, ?)");
        list = keyspace.prepare("SELECT address FROM {keyspace}.suppressed_address"
                + " WHERE organization = ? AND address > ? LIMIT ?");
        find = keyspace.prepare(
                "SELECT address FROM {keyspace}.suppressed_address WHERE organization = ? AND address = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.suppressed_address WHERE organization = ? AND address = ?");
        deleteAll = keyspace.prepare("DELETE FROM {keyspace}.suppressed_address WHERE organization = ?");
    }

    BoundStatement insert(OrganizationId organization, String address) {
        return insert.bind(organization.value(), address);
    }

    BoundStatement delete(OrganizationId organization, String address) {
        return delete.bind(organization.value(), address);
    }

    BoundStatement deleteAll(OrganizationId organization) {
        return deleteAll.bind(organization.value());
    }

    boolean areWhole(OrganizationId organization) {
        return keyspace.one(find.bind(organization.value(), WHOLE)).isPresent();
    }

    void setWhole(OrganizationId organization) {
        keyspace.execute(insert(organization, WHOLE));
    }

    /** @param find the suppressions of these addresses, in any order */
    List<Suppression> page(
            OrganizationId organization, String after, int limit, Function<List<String>, List<Suppression>> find) {
        List<Suppression> found = new ArrayList<>();
        String last = after;
        boolean more = true;
        while (more && found.size() < limit) {
            List<String> names = keyspace.rows(list.bind(organization.value(), last, limit)).stream()
                    .map(row -> Values.text(row, "address"))
                    .toList();
            find.apply(names).stream()
                    .sorted(Comparator.comparing(Suppression::address))
                    .forEach(found::add);
            more = names.size() == limit;
            last = names.isEmpty() ? last : names.get(names.size() - 1);
        }
        return found.size() > limit ? found.subList(0, limit) : found;
    }
}
