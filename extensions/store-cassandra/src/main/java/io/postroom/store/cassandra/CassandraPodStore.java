package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Pods: whole in table {@code pod} by id, which decides and is written by conditional statements only; the listing
 * {@code pods/<organisation>} leads there. A pod is listed before it is made and after it is gone, so an interruption leaves an entry that
 * leads nowhere, which readers pass over. Thread-safe.
 */
public final class CassandraPodStore implements PodStore {
    private final CassandraKeyspace keyspace;
    private final Listing listing;
    private final KeyedLocks locks = new KeyedLocks();
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement close;
    private final PreparedStatement delete;

    /** @param clock says when the next partition of a long list is to begin */
    public CassandraPodStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        listing = new Listing(keyspace, clock, Buckets.USUAL_SIZES);
        insert = keyspace.prepareConditional(
                "INSERT INTO {keyspace}.pod (organization, id, name, client_id, closing, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) IF NOT EXISTS");
        find = keyspace.prepare("SELECT * FROM {keyspace}.pod WHERE organization = ? AND id = ?");
        String itself = " WHERE organization = ? AND id = ? IF created_at = ?";
        close = keyspace.prepareConditional("UPDATE {keyspace}.pod SET closing = ?" + itself);
        delete = keyspace.prepareConditional("DELETE FROM {keyspace}.pod" + itself);
    }

    @Override
    public Pod create(Pod pod) {
        // threads of this process take turns rather than disturb each other's conditional writes
        return locks.with(pod.id(), () -> {
            Optional<Pod> known = find(pod.organization(), pod.id());
            return known.orElseGet(() -> insert(pod));
        });
    }

    private Pod insert(Pod pod) {
        keyspace.execute(listing.insert(list(pod.organization()), pod.place(), Set.of()));
        ResultSet result = keyspace.execute(insert.bind(
                pod.organization().value(),
                pod.id().value(),
                pod.name(),
                pod.clientId().map(ClientId::value).orElse(null),
                pod.closing(),
                pod.createdAt(),
                pod.updatedAt()));
        if (result.wasApplied()) {
            return pod;
        }
        Pod first = pod(Objects.requireNonNull(result.one()));
        if (!first.place().equals(pod.place())) {
            unlist(pod);
        }
        return first;
    }

    @Override
    public boolean setClosing(Pod pod, boolean closing) {
        return locks.with(
                pod.id(),
                () -> keyspace.execute(close.bind(
                                closing, pod.organization().value(), pod.id().value(), pod.createdAt()))
                        .wasApplied());
    }

    @Override
    public Optional<Pod> find(OrganizationId organization, PodId id) {
        return keyspace.one(find.bind(organization.value(), id.value())).map(CassandraPodStore::pod);
    }

    @Override
    public Page<Pod> list(OrganizationId organization, PageRequest request) {
        return listing.page(
                list(organization), Range.of(request), request.limit(), entries -> resolve(organization, entries));
    }

    private List<Optional<Pod>> resolve(OrganizationId organization, List<Listing.Entry> entries) {
        List<List<Row>> rows = keyspace.rowsOfEach(entries.stream()
                .map(entry ->
                        find.bind(organization.value(), PodId.parse(entry.id()).value()))
                .toList());
        return IntStream.range(0, entries.size())
                .mapToObj(i -> rows.get(i).stream()
                        .findFirst()
                        .map(CassandraPodStore::pod)
                        .filter(pod -> pod.place().equals(entries.get(i).place())))
                .toList();
    }

    @Override
    public void delete(Pod pod) {
        locks.run(pod.id(), () -> {
            keyspace.execute(delete.bind(pod.organization().value(), pod.id().value(), pod.createdAt()));
            unlist(pod);
        });
    }

    private void unlist(Pod pod) {
        keyspace.execute(listing.delete(list(pod.organization()), pod.place()));
    }

    private static String list(OrganizationId organization) {
        return "pods/" + organization;
    }

    private static Pod pod(Row row) {
        return new Pod(
                new PodId(Values.uuid(row, "id")),
                new OrganizationId(Values.uuid(row, "organization")),
                Values.text(row, "name"),
                Values.optionalText(row, "client_id").map(ClientId::new),
                row.getBoolean("closing"),
                Values.instant(row, "created_at"),
                Values.instant(row, "updated_at"));
    }
}
