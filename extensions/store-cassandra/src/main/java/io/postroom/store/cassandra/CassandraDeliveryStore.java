package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.DeliveryStore;
import io.postroom.core.webhook.WebhookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Deliveries: whole in table {@code delivery}, which decides; {@link DueSlots} and two listings lead there. Every row has a time to
 * live. What leads to a delivery is written before it, or with it when it is added, and removed after it, so a crash in between loses none.
 * Thread-safe.
 */
public final class CassandraDeliveryStore implements DeliveryStore {
    private static final Duration KEEP = Duration.ofDays(30);

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final Listing listing;
    private final DueSlots due;
    private final PreparedStatement save;
    private final PreparedStatement find;

    /** @param clock says what is due, and what is to be forgotten */
    public CassandraDeliveryStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.clock = clock;
        listing = new Listing(keyspace, clock, Buckets.USUAL_SIZES);
        due = new DueSlots(keyspace, clock, new DueDeliveryTable(keyspace));
        save = keyspace.prepare(
                "INSERT INTO {keyspace}.delivery (webhook, event_id, organization, state, attempts, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) USING TTL ?");
        find = keyspace.prepare("SELECT * FROM {keyspace}.delivery WHERE webhook = ? AND event_id = ?");
    }

    /** All at once, since a call waits for it. */
    @Override
    public void add(Delivery delivery) {
        Duration rest = restOf(delivery);
        if (isOver(rest)) {
            return;
        }
        List<BoundStatement> writes = new ArrayList<>(hints(delivery, dueAt(delivery), rest));
        writes.add(listing.insert(list(delivery.webhook()), placeInWebhook(delivery), rest));
        writes.add(row(delivery, rest));
        keyspace.executeAll(writes);
    }

    @Override
    public void update(Delivery before, Delivery after) {
        Duration rest = restOf(after);
        if (isOver(rest)) {
            return;
        }
        Optional<Instant> dueBefore = dueAt(before);
        Optional<Instant> dueAfter = dueAt(after);
        boolean moves = !dueBefore.equals(dueAfter);
        keyspace.executeAll(hints(after, dueAfter.filter(at -> moves), rest));
        keyspace.execute(row(after, rest));
        dueBefore.filter(at -> moves).ifPresent(at -> due.delete(DueDeliveryTable.idOf(after), at));
        if (isAbandoned(before) && !isAbandoned(after)) {
            keyspace.execute(listing.delete(list(after.organization()), placeInOrganization(after)));
        }
    }

    private Duration restOf(Delivery delivery) {
        return Duration.between(clock.instant(), delivery.createdAt().plus(KEEP));
    }

    /** Whether it is to be forgotten already. */
    private static boolean isOver(Duration rest) {
        return rest.toSeconds() < 1;
    }

    private List<BoundStatement> hints(Delivery delivery, Optional<Instant> dueAt, Duration rest) {
        List<BoundStatement> hints = new ArrayList<>();
        dueAt.ifPresent(at -> hints.add(due.insert(DueDeliveryTable.idOf(delivery), at)));
        if (isAbandoned(delivery)) {
            hints.add(listing.insert(list(delivery.organization()), placeInOrganization(delivery), rest));
        }
        return hints;
    }

    private BoundStatement row(Delivery delivery, Duration rest) {
        return save.bind(
                delivery.webhook().value(),
                delivery.event().value(),
                delivery.organization().value(),
                DeliveryJson.write(delivery.state()),
                DeliveryJson.writeAttempts(delivery),
                delivery.createdAt(),
                (int) rest.toSeconds());
    }

    @Override
    public Optional<Delivery> find(WebhookId webhook, EventId event) {
        return keyspace.one(find.bind(webhook.value(), event.value()))
                .map(CassandraDeliveryStore::delivery)
                .filter(this::isKept);
    }

    private boolean isKept(Delivery delivery) {
        return !delivery.createdAt().plus(KEEP).isBefore(clock.instant());
    }

    @Override
    public List<Delivery> due(Instant now, int limit) {
        List<Delivery> deliveries = new ArrayList<>(due.scan(now, limit, this::agreeing));
        deliveries.sort(Comparator.comparing(delivery -> delivery.dueAt().orElse(Instant.MAX)));
        return List.copyOf(deliveries);
    }

    private List<Optional<Delivery>> agreeing(List<DueSlots.Entry> entries) {
        List<Optional<Delivery>> deliveries = findAll(entries.stream()
                .map(entry -> DueDeliveryTable.parts(entry.id()))
                .map(parts -> find.bind(parts[0], parts[1]))
                .toList());
        List<Optional<Delivery>> agreeing = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Optional<Instant> dueAt = Optional.of(entries.get(i).dueAt());
            agreeing.add(deliveries.get(i).filter(delivery -> dueAt(delivery).equals(dueAt)));
        }
        return agreeing;
    }

    private List<Optional<Delivery>> findAll(List<BoundStatement> statements) {
        return keyspace.rowsOfEach(statements).stream()
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(CassandraDeliveryStore::delivery)
                        .filter(this::isKept))
                .toList();
    }

    @Override
    public Page<Delivery> list(WebhookId webhook, PageRequest request) {
        return page(
                list(webhook),
                request,
                id -> find.bind(webhook.value(), id),
                (entry, delivery) -> placeInWebhook(delivery).equals(entry.place()));
    }

    @Override
    public Page<Delivery> listAbandoned(OrganizationId organization, PageRequest request) {
        return page(
                list(organization),
                request,
                id -> {
                    String[] parts = id.split(" ", 2);
                    return find.bind(parts[0], parts[1]);
                },
                (entry, delivery) ->
                        isAbandoned(delivery) && placeInOrganization(delivery).equals(entry.place()));
    }

    /** @param agrees whether an entry is one of the delivery that it leads to now; an addition that failed may have left another */
    private Page<Delivery> page(
            String list,
            PageRequest request,
            Function<String, BoundStatement> lookUp,
            BiPredicate<Listing.Entry, Delivery> agrees) {
        return listing.page(list, Range.of(request), request.limit(), entries -> {
            List<Optional<Delivery>> deliveries = findAll(
                    entries.stream().map(entry -> lookUp.apply(entry.id())).toList());
            return IntStream.range(0, entries.size())
                    .mapToObj(i -> deliveries.get(i).filter(delivery -> agrees.test(entries.get(i), delivery)))
                    .toList();
        });
    }

    /** What the entries say of when a delivery is due; they have milliseconds. */
    private static Optional<Instant> dueAt(Delivery delivery) {
        return delivery.dueAt().map(at -> at.truncatedTo(ChronoUnit.MILLIS));
    }

    private static boolean isAbandoned(Delivery delivery) {
        return delivery.state() instanceof DeliveryState.Abandoned;
    }

    private static String list(WebhookId webhook) {
        return "deliveries/" + webhook;
    }

    private static String list(OrganizationId organization) {
        return "abandoned/" + organization;
    }

    private static PageKey placeInWebhook(Delivery delivery) {
        return new PageKey(delivery.createdAt(), delivery.event().value());
    }

    private static PageKey placeInOrganization(Delivery delivery) {
        return new PageKey(
                delivery.createdAt(),
                delivery.webhook().value() + " " + delivery.event().value());
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                new OrganizationId(Values.uuid(row, "organization")),
                new WebhookId(Values.text(row, "webhook")),
                new EventId(Values.text(row, "event_id")),
                DeliveryJson.readState(Values.text(row, "state")),
                DeliveryJson.readAttempts(Values.text(row, "attempts")),
                DeliveryJson.readEarlier(Values.text(row, "attempts")),
                Values.instant(row, "created_at"));
    }
}
