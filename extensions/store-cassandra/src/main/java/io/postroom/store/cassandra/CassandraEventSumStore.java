package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.Position;
import io.postroom.core.metric.EventSum;
import io.postroom.core.metric.EventSumStore;
import io.postroom.core.metric.Grain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sums of events in table {@code event_sum}, which forgets them by itself: those of minutes in partitions of a day, those of hours in
 * partitions of 30 days. Thread-safe.
 */
public final class CassandraEventSumStore implements EventSumStore {
    /** A connection takes about a thousand requests at a time, for everybody. */
    private static final int AT_ONCE = 250;

    private static final Duration PART_OF_MINUTES = Duration.ofDays(1);
    private static final Duration PART_OF_HOURS = Duration.ofDays(30);

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final PreparedStatement save;
    private final PreparedStatement find;
    private final PreparedStatement read;
    private final PreparedStatement delete;

    /** @param clock says how far back there can be sums, where they are deleted */
    public CassandraEventSumStore(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.clock = clock;
        save = keyspace.prepare("INSERT INTO {keyspace}.event_sum"
                + " (organization, scope, grain, part, type, start, up_to, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        String part = "{keyspace}.event_sum WHERE organization = ? AND scope = ? AND grain = ? AND part = ?";
        find = keyspace.prepare("SELECT start, up_to, counts FROM " + part + " AND type = ? AND start = ?");
        read = keyspace.prepare(
                "SELECT start, up_to, counts FROM " + part + " AND type = ? AND start >= ? AND start < ?");
        delete = keyspace.prepare("DELETE FROM " + part);
    }

    @Override
    public List<Optional<EventSum>> find(List<EventSum.Key> keys) {
        List<Optional<EventSum>> sums = new ArrayList<>();
        for (int begin = 0; begin < keys.size(); begin += AT_ONCE) {
            sums.addAll(findSome(keys.subList(begin, Math.min(begin + AT_ONCE, keys.size()))));
        }
        return sums;
    }

    private List<Optional<EventSum>> findSome(List<EventSum.Key> keys) {
        List<List<Row>> rows = keyspace.rowsOfEach(
                keys.stream().map(key -> bind(find, key.series(), key.start())).toList());
        return IntStream.range(0, keys.size())
                .mapToObj(i -> rows.get(i).stream()
                        .findFirst()
                        .map(row -> sum(keys.get(i).series(), row)))
                .toList();
    }

    @Override
    public void save(Collection<EventSum> sums) {
        Writes writes = new Writes(keyspace);
        for (EventSum sum : sums) {
            writes.add(bind(save, sum.key().series(), sum.key().start())
                    .setLong("up_to", sum.upTo().value())
                    .setByteBuffer("counts", UnitCounts.write(sum.counts())));
        }
        writes.execute();
    }

    /** The statement for the row that begins at {@code start}. */
    private static BoundStatement bind(PreparedStatement statement, EventSum.Series series, Instant start) {
        return statement
                .boundStatementBuilder()
                .setUuid("organization", series.organization().value())
                .setString("scope", ScopeText.of(series.scope()))
                .setString("grain", grain(series.grain()))
                .setLong("part", part(series.grain(), start))
                .setString("type", series.type().wireName())
                .setInstant("start", start)
                .build();
    }

    @Override
    public List<EventSum> read(EventSum.Series series, Instant from, Instant to) {
        List<BoundStatement> parts = new ArrayList<>();
        for (long part = part(series.grain(), from); part <= part(series.grain(), to); part++) {
            parts.add(read.bind(
                    series.organization().value(),
                    ScopeText.of(series.scope()),
                    grain(series.grain()),
                    part,
                    series.type().wireName(),
                    from,
                    to));
        }
        return keyspace.rowsOfEach(parts).stream()
                .flatMap(List::stream)
                .map(row -> sum(series, row))
                .toList();
    }

    @Override
    public void deleteAll(OrganizationId organization, Scope scope) {
        List<BoundStatement> deletions = new ArrayList<>();
        Instant now = clock.instant();
        for (Grain grain : Grain.values()) {
            for (long part = part(grain, now.minus(KEPT)); part <= part(grain, now); part++) {
                deletions.add(delete.bind(organization.value(), ScopeText.of(scope), grain(grain), part));
            }
        }
        keyspace.executeAll(deletions);
    }

    private static String grain(Grain grain) {
        return grain == Grain.HOUR ? "hour" : "minute";
    }

    private static long part(Grain grain, Instant start) {
        Duration part = grain == Grain.HOUR ? PART_OF_HOURS : PART_OF_MINUTES;
        return Math.floorDiv(start.toEpochMilli(), part.toMillis());
    }

    private static EventSum sum(EventSum.Series series, Row row) {
        return new EventSum(
                new EventSum.Key(series, Values.instant(row, "start")),
                new Position(row.getLong("up_to")),
                UnitCounts.read(Objects.requireNonNull(row.getByteBuffer("counts"))));
    }
}
