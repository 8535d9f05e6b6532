package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The event log: entries in table {@code event_log}, in partitions that {@code event_bucket} lists; {@code event_by_id} holds the place of
 * each event and is written at the same time.
 *
 * <p>A position is a time in microseconds, made to grow. Readers stop before the first entry that is still being written. An append that
 * failed may have left its entry, or may leave it later: its place is cleared before any reader goes past it, and a repetition of the append
 * takes a new place. What a process left half done when it died is put right by {@link LogRepair} before the next one reads or writes.
 *
 * <p>One process at a time may append to the log of an organisation. Thread-safe.
 */
public final class CassandraEventLog implements EventLog {
    private static final int BUCKETS_AT_ONCE = 100;

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final EventPlaces places;
    private final LogRepair repair;
    private final LogRemoval removal;
    private final KeyedLocks locks = new KeyedLocks();
    private final Map<OrganizationId, LogTail> tails = new ConcurrentHashMap<>();
    private final PreparedStatement openBucket;
    private final PreparedStatement newestBuckets;
    private final PreparedStatement bucketOf;
    private final PreparedStatement bucketsAfter;
    private final PreparedStatement bucketsBefore;
    private final PreparedStatement insert;
    private final PreparedStatement clear;
    private final PreparedStatement find;
    private final PreparedStatement read;
    private final PreparedStatement lastBefore;

    /** @param clock positions come from */
    public CassandraEventLog(CassandraKeyspace keyspace, Clock clock) {
        this.keyspace = keyspace;
        this.clock = clock;
        places = new EventPlaces(keyspace);
        repair = new LogRepair(keyspace, places);
        removal = new LogRemoval(keyspace, places);
        openBucket = keyspace.prepare("INSERT INTO {keyspace}.event_bucket (organization, start) VALUES (?, ?)");
        // a process begins with a bucket of its own, so its last entries may be in the one before
        newestBuckets = keyspace.prepare("SELECT start FROM {keyspace}.event_bucket WHERE organization = ? LIMIT 2");
        bucketOf = keyspace.prepare(
                "SELECT start FROM {keyspace}.event_bucket WHERE organization = ? AND start <= ? LIMIT 1");
        bucketsAfter = keyspace.prepare("SELECT start FROM {keyspace}.event_bucket WHERE organization = ? AND start > ?"
                + " ORDER BY start ASC LIMIT " + BUCKETS_AT_ONCE);
        bucketsBefore =
                keyspace.prepare("SELECT start FROM {keyspace}.event_bucket WHERE organization = ? AND start < ?");
        insert = keyspace.prepare(
                "INSERT INTO {keyspace}.event_log"
                        + " (organization, bucket, position, event_id, type, pod, inbox, at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        String entry = "{keyspace}.event_log WHERE organization = ? AND bucket = ? AND position ";
        clear = keyspace.prepare("DELETE FROM " + entry + "= ?");
        find = keyspace.prepare("SELECT * FROM " + entry + "= ?");
        read = keyspace.prepare("SELECT * FROM " + entry + "> ? AND position < ? LIMIT ?");
        lastBefore = keyspace.prepare("SELECT position FROM " + entry + "< ? ORDER BY position DESC LIMIT 1");
    }

    @Override
    public void append(MailEvent event) {
        LogTail tail = tail(event.organization());
        locks.run(event.id(), () -> appendAlone(event, tail));
    }

    private void appendAlone(MailEvent event, LogTail tail) {
        Optional<LogTail.Place> known = places.find(event.organization(), event.id());
        Optional<Entry> there = known.flatMap(earlier -> entry(event.organization(), earlier));
        boolean isThere =
                there.filter(entry -> entry.event().id().equals(event.id())).isPresent();
        if (isThere && !tail.isDoubtful(known.get())) {
            return;
        }
        // a place that was given to another event since is not ours to clear
        Optional<LogTail.Place> left = known.filter(earlier -> isThere || there.isEmpty());
        LogTail.Place place = tail.begin(
                micros(),
                start -> keyspace.execute(openBucket.bind(event.organization().value(), start)));
        try {
            left.ifPresent(earlier -> clear(event.organization(), earlier));
            Writes writes = new Writes(keyspace);
            writes.add(insert(event, place));
            writes.add(places.save(event.organization(), event.id(), place));
            writes.execute();
        } catch (RuntimeException e) {
            tail.fail(place);
            throw e;
        }
        left.ifPresent(tail::settle);
        tail.succeed(place);
    }

    private BoundStatement insert(MailEvent event, LogTail.Place place) {
        return Values.withoutNulls(insert.bind(
                event.organization().value(),
                place.bucket(),
                place.position(),
                event.id().value(),
                event.type().wireName(),
                event.pod().map(PodId::value).orElse(null),
                event.inbox().map(InboxId::value).orElse(null),
                event.at(),
                EventJson.write(event.body())));
    }

    /** A write that comes later than this is older, and so stays invisible. */
    private void clear(OrganizationId organization, LogTail.Place place) {
        keyspace.execute(clear.bind(organization.value(), place.bucket(), place.position()));
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private LogTail tail(OrganizationId organization) {
        LogTail known = tails.get(organization);
        return known != null ? known : tails.computeIfAbsent(organization, this::load);
    }

    private LogTail load(OrganizationId organization) {
        keyspace.rows(newestBuckets.bind(organization.value()))
                .forEach(row -> repair.repair(organization, row.getLong("start")));
        return new LogTail(last(organization));
    }

    /** The last position of the log; if its last bucket is empty, the one that bucket was opened for. */
    private long last(OrganizationId organization) {
        Optional<Long> newest = keyspace.one(bucketOf.bind(organization.value(), Long.MAX_VALUE))
                .map(row -> row.getLong("start"));
        return newest.map(bucket -> keyspace.one(lastBefore.bind(organization.value(), bucket, Long.MAX_VALUE))
                        .map(row -> row.getLong("position"))
                        .orElse(bucket))
                .orElse(Position.START.value());
    }

    @Override
    public List<Entry> readAfter(OrganizationId organization, Position position, int limit) {
        LogTail tail = tail(organization);
        clearDoubts(organization, tail);
        long horizon = tail.horizon();
        List<Entry> entries = new ArrayList<>();
        for (long bucket : bucketsFrom(organization, tail, position)) {
            if (entries.size() < limit && bucket < horizon) {
                keyspace.rows(read.bind(
                                organization.value(), bucket, position.value(), horizon, limit - entries.size()))
                        .forEach(row -> entries.add(entry(row)));
            }
        }
        return entries;
    }

    private void clearDoubts(OrganizationId organization, LogTail tail) {
        tail.doubts().forEach((position, bucket) -> {
            LogTail.Place place = new LogTail.Place(bucket, position);
            clear(organization, place);
            tail.settle(place);
        });
    }

    private List<Long> bucketsFrom(OrganizationId organization, LogTail tail, Position position) {
        Optional<Long> only = tail.bucketOfAllAfter(position);
        if (only.isPresent()) {
            return List.of(only.get());
        }
        List<Long> buckets = new ArrayList<>();
        keyspace.one(bucketOf.bind(organization.value(), position.value()))
                .ifPresent(row -> buckets.add(row.getLong("start")));
        keyspace.rows(bucketsAfter.bind(organization.value(), position.value()))
                .forEach(row -> buckets.add(row.getLong("start")));
        return buckets;
    }

    @Override
    public Position end(OrganizationId organization) {
        LogTail tail = tail(organization);
        clearDoubts(organization, tail);
        long horizon = tail.horizon();
        for (Row bucket : keyspace.execute(bucketsBefore.bind(organization.value(), horizon))) {
            Optional<Row> last = keyspace.one(lastBefore.bind(organization.value(), bucket.getLong("start"), horizon));
            if (last.isPresent()) {
                return new Position(last.get().getLong("position"));
            }
        }
        return Position.START;
    }

    @Override
    public Optional<Entry> find(OrganizationId organization, EventId id) {
        return places.find(organization, id)
                .flatMap(place -> entry(organization, place))
                .filter(entry -> entry.event().id().equals(id));
    }

    @Override
    public void deleteAll(OrganizationId organization) {
        removal.remove(organization);
        tails.remove(organization);
    }

    private Optional<Entry> entry(OrganizationId organization, LogTail.Place place) {
        return keyspace.one(find.bind(organization.value(), place.bucket(), place.position()))
                .map(CassandraEventLog::entry);
    }

    private static Entry entry(Row row) {
        String type = Values.text(row, "type");
        return new Entry(
                new Position(row.getLong("position")),
                new MailEvent(
                        new EventId(Values.text(row, "event_id")),
                        EventType.named(type)
                                .orElseThrow(() -> new IllegalStateException("unknown type of event: " + type)),
                        new OrganizationId(Values.uuid(row, "organization")),
                        Optional.ofNullable(row.getUuid("pod")).map(PodId::new),
                        Values.optionalText(row, "inbox").map(InboxId::new),
                        Values.instant(row, "at"),
                        EventJson.read(Values.text(row, "body"))));
    }
}
