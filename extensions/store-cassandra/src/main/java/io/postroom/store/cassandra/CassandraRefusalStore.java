package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.Attempt;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalFilter;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.RefusalStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Refusals: each in table {@code refusal}, by its id; a listing for each of its scopes leads there. Every row has a time to live.
 * Thread-safe.
 */
public final class CassandraRefusalStore implements RefusalStore {
    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final Listing listing;
    private final PreparedStatement insert;
    private final PreparedStatement find;

    /** @param clock says what is to be forgotten */
    public CassandraRefusalStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.clock = clock;
        listing = new Listing(keyspace, clock, Buckets.USUAL_SIZES);
        insert = keyspace.prepare("INSERT INTO {keyspace}.refusal"
                + " (id, organization, pod, inbox, client, helo, sender, author, reason, detail, omitted, at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?");
        find = keyspace.prepare("SELECT * FROM {keyspace}.refusal WHERE id = ?");
    }

    @Override
    public void add(Refusal refusal) {
        Duration rest = Duration.between(clock.instant(), refusal.at().plus(Refusal.KEPT));
        if (rest.toSeconds() < 1) {
            return;
        }
        List<BoundStatement> writes = new ArrayList<>();
        writes.add(row(refusal, rest));
        for (Scope scope : List.of(
                new Scope.WholeOrganization(),
                new Scope.OnePod(refusal.pod()),
                new Scope.OneInbox(refusal.pod(), refusal.inbox()))) {
            writes.add(listing.insert(list(refusal.organization(), scope), refusal.place(), rest));
        }
        keyspace.executeAll(writes);
    }

    private BoundStatement row(Refusal refusal, Duration rest) {
        Attempt attempt = refusal.attempt();
        return Values.withoutNulls(insert.bind(
                refusal.id(),
                refusal.organization().value(),
                refusal.pod().value(),
                refusal.inbox().value(),
                attempt.client(),
                attempt.helo().orElse(null),
                attempt.sender(),
                attempt.from().orElse(null),
                refusal.reason().wireName(),
                refusal.detail(),
                refusal.omitted(),
                refusal.at(),
                (int) rest.toSeconds()));
    }

    @Override
    public Page<Refusal> list(OrganizationId organization, RefusalFilter filter, PageRequest request) {
        Range range = Range.of(request, filter.before(), filter.after());
        return listing.page(list(organization, filter.scope()), range, request.limit(), this::resolve);
    }

    /** A row that another version wrote for a reason that this one does not know is left out. */
    private List<Optional<Refusal>> resolve(List<Listing.Entry> entries) {
        List<List<Row>> rows = keyspace.rowsOfEach(
                entries.stream().map(entry -> find.bind(entry.id())).toList());
        return IntStream.range(0, entries.size())
                .mapToObj(i -> rows.get(i).stream()
                        .findFirst()
                        .flatMap(CassandraRefusalStore::refusal)
                        .filter(refusal -> refusal.place().equals(entries.get(i).place())))
                .toList();
    }

    @Override
    public void deleteAll(OrganizationId organization, Scope scope) {
        listing.deleteAll(list(organization, scope));
    }

    private static String list(OrganizationId organization, Scope scope) {
        return "refusals/" + organization + "/" + ScopeText.of(scope);
    }

    private static Optional<Refusal> refusal(Row row) {
        return RefusalReason.named(Values.text(row, "reason"))
                .map(reason -> new Refusal(
                        Values.text(row, "id"),
                        new OrganizationId(Values.uuid(row, "organization")),
                        new PodId(Values.uuid(row, "pod")),
                        new InboxId(Values.text(row, "inbox")),
                        new Attempt(
                                Values.text(row, "client"),
                                Values.optionalText(row, "helo"),
                                Values.text(row, "sender"),
                                Values.optionalText(row, "author")),
                        reason,
                        Values.text(row, "detail"),
                        row.getInt("omitted"),
                        Values.instant(row, "at")));
    }
}
