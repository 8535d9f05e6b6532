package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.SuppressionStore;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Suppressions: each in a partition of table {@code suppression}, as every message to be sent asks; the listing
 * {@code suppressions/<organisation>} and the {@link SuppressedAddresses} lead there, and name them before they are and until they are
 * gone. Thread-safe.
 */
public final class CassandraSuppressionStore implements SuppressionStore {
    private final CassandraKeyspace keyspace;
    private final Listing listing;
    private final SuppressedAddresses addresses;
    private final PreparedStatement insert;
    private final PreparedStatement find;
    private final PreparedStatement delete;

    /** @param clock says when the next partition of a long list is to begin */
    public CassandraSuppressionStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.listing = new Listing(keyspace, clock, Buckets.USUAL_SIZES);
        addresses = new SuppressedAddresses(keyspace);
        insert = keyspace.prepare("INSERT INTO {keyspace}.suppression"
                + " (organization, address, cause, detail, inbox, message, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)");
        find = keyspace.prepare("SELECT * FROM {keyspace}.suppression WHERE organization = ? AND address = ?");
        delete = keyspace.prepare("DELETE FROM {keyspace}.suppression WHERE organization = ? AND address = ?");
    }

    @Override
    public void add(Suppression suppression) {
        if (find(suppression.organization(), suppression.address()).isPresent()) {
            return;
        }
        keyspace.executeAll(List.of(
                listing.insert(list(suppression.organization()), suppression.place(), Set.of()),
                addresses.insert(suppression.organization(), suppression.address())));
        keyspace.execute(insert.bind(
                suppression.organization().value(),
                suppression.address(),
                suppression.cause().wireName(),
                suppression.detail(),
                suppression.inbox().value(),
                suppression.message().value(),
                suppression.createdAt()));
    }

    @Override
    public Optional<Suppression> find(OrganizationId organization, String address) {
        return address.isEmpty()
                ? Optional.empty()
                : keyspace.one(find.bind(organization.value(), address)).map(CassandraSuppressionStore::suppression);
    }

    @Override
    public List<Suppression> find(OrganizationId organization, Collection<String> addresses) {
        return rows(organization, List.copyOf(addresses)).stream()
                .flatMap(List::stream)
                .map(CassandraSuppressionStore::suppression)
                .toList();
    }

    /** The rows of each address; Cassandra refuses to look for an empty one. */
    private List<List<Row>> rows(OrganizationId organization, List<String> addresses) {
        return keyspace.rowsOfEach(addresses.stream()
                .filter(address -> !address.isEmpty())
                .map(address -> find.bind(organization.value(), address))
                .toList());
    }

    @Override
    public Page<Suppression> list(OrganizationId organization, PageRequest request) {
        return listing.page(
                list(organization), Range.of(request), request.limit(), entries -> resolve(organization, entries));
    }

    private List<Optional<Suppression>> resolve(OrganizationId organization, List<Listing.Entry> entries) {
        List<List<Row>> found =
                rows(organization, entries.stream().map(Listing.Entry::id).toList());
        return IntStream.range(0, entries.size())
                .mapToObj(i -> found.get(i).stream()
                        .findFirst()
                        .map(CassandraSuppressionStore::suppression)
                        .filter(suppression ->
                                suppression.place().equals(entries.get(i).place())))
                .toList();
    }

    @Override
    public List<Suppression> listByAddress(OrganizationId organization, String after, int limit) {
        if (after.isEmpty() && !addresses.areWhole(organization)) {
            fillAddresses(organization);
        }
        return addresses.page(organization, after, limit, names -> find(organization, names));
    }

    /** For those of before there was that table. */
    private void fillAddresses(OrganizationId organization) {
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<Suppression> page = list(organization, next.get());
            keyspace.executeAll(page.items().stream()
                    .map(known -> addresses.insert(organization, known.address()))
                    .toList());
            next = page.next().map(place -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(place), false));
        }
        addresses.setWhole(organization);
    }

    @Override
    public void delete(Suppression suppression) {
        keyspace.execute(delete.bind(suppression.organization().value(), suppression.address()));
        keyspace.executeAll(List.of(
                listing.delete(list(suppression.organization()), suppression.place()),
                addresses.delete(suppression.organization(), suppression.address())));
    }

    @Override
    public void deleteAll(OrganizationId organization) {
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MAX_LIMIT));
        while (next.isPresent()) {
            Page<Suppression> page = list(organization, next.get());
            keyspace.executeAll(page.items().stream()
                    .map(suppression -> delete.bind(organization.value(), suppression.address()))
                    .toList());
            next = page.next().map(place -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(place), false));
        }
        keyspace.execute(addresses.deleteAll(organization));
        listing.deleteAll(list(organization));
    }

    private static String list(OrganizationId organization) {
        return "suppressions/" + organization;
    }

    private static Suppression suppression(Row row) {
        String cause = Values.text(row, "cause");
        return new Suppression(
                new OrganizationId(Values.uuid(row, "organization")),
                Values.text(row, "address"),
                Arrays.stream(Suppression.Cause.values())
                        .filter(known -> known.wireName().equals(cause))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("unknown cause of a suppression: " + cause)),
                Values.text(row, "detail"),
                new InboxId(Values.text(row, "inbox")),
                new MessageId(Values.text(row, "message")),
                Values.instant(row, "created_at"));
    }
}
