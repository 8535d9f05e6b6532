package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lists of ids ordered by time, in table {@code listing}.
 *
 * <p>An entry is a hint: what its id stands for is read as well, and an entry that does not fit it is left out. So an entry can be written
 * before and removed after the thing itself, and a crash in between does no harm. Thread-safe.
 */
final class Listing {
    private static final int FOREVER = 0;

    /** An id in a list, with labels for a first choice among entries. */
    record Entry(PageKey place, Set<String> labels) {
        String id() {
            return place.id();
        }
    }

    private final CassandraKeyspace keyspace;
    private final Buckets buckets;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement deleteBucket;
    private final PreparedStatement newest;
    private final PreparedStatement count;
    private final RangeQuery byTime;

    Listing(CassandraKeyspace keyspace, Clock clock, Buckets.Sizes sizes) {
        this.keyspace = keyspace;
        this.buckets = new Buckets(keyspace, clock, sizes, Buckets.Writers.MANY);
        insert = keyspace.prepare("INSERT INTO {keyspace}.listing (list, bucket, timestamp, id, labels)"
                + " VALUES (?, ?, ?, ?, ?) USING TTL ?");
        delete = keyspace.prepare(
                "DELETE FROM {keyspace}.listing WHERE list = ? AND bucket = ? AND timestamp = ? AND id = ?");
        deleteBucket = keyspace.prepare("DELETE FROM {keyspace}.listing WHERE list = ? AND bucket = ?");
        newest = keyspace.prepare("SELECT timestamp FROM {keyspace}.listing WHERE list = ? AND bucket = ?"
                + " ORDER BY timestamp DESC, id DESC LIMIT 1");
        count = keyspace.prepare("SELECT COUNT(*) AS count FROM {keyspace}.listing WHERE list = ? AND bucket = ?");
        String bucket = "SELECT timestamp, id, labels FROM {keyspace}.listing WHERE list = ? AND bucket = ?";
        byTime = new RangeQuery(keyspace, bucket, "timestamp", "id");
    }

    /** Puts an id into a list, or replaces the labels of one that is there. */
    BoundStatement insert(String list, PageKey place, Set<String> labels) {
        return insert(list, place, labels, FOREVER);
    }

    /** As {@link #insert(String, PageKey, Set)}, for {@code keep}, which is at least a second. */
    BoundStatement insert(String list, PageKey place, Duration keep) {
        return insert(list, place, Set.of(), (int) keep.toSeconds());
    }

    private BoundStatement insert(String list, PageKey place, Set<String> labels, int seconds) {
        long bucket = buckets.place(list, place.timestamp(), start -> newestIn(list, start));
        return insert.bind(list, bucket, place.timestamp(), place.id(), labels, seconds);
    }

    private Optional<Instant> newestIn(String list, long bucket) {
        return keyspace.one(newest.bind(list, bucket)).map(row -> Values.instant(row, "timestamp"));
    }

    BoundStatement delete(String list, PageKey place) {
        return delete.bind(list, buckets.find(list, place.timestamp()), place.timestamp(), place.id());
    }

    /** Removes a whole list. */
    void deleteAll(String list) {
        keyspace.executeAll(buckets.of(list).stream()
                .map(bucket -> deleteBucket.bind(list, bucket.start()))
                .toList());
        buckets.deleteAll(list);
    }

    /** How many ids the list has. Reads them all, inside of Cassandra. */
    long count(String list) {
        return keyspace
                .rowsOfEach(buckets.of(list).stream()
                        .map(bucket -> count.bind(list, bucket.start()))
                        .toList())
                .stream()
                .mapToLong(rows -> rows.get(0).getLong("count"))
                .sum();
    }

    /**
     * A page of what the ids of a list lead to.
     *
     * @param resolve see {@link BucketWalk}
     */
    <R> Page<R> page(String list, Range range, int limit, Function<List<Entry>, List<Optional<R>>> resolve) {
        return new BucketWalk<Entry, R>(
                        (bucket, part, most) -> byTime.rows(part, most, list, bucket).stream()
                                .map(Listing::entry)
                                .toList(),
                        Entry::place,
                        resolve)
                .page(buckets.of(list), range, limit);
    }

    private static Entry entry(Row row) {
        return new Entry(
                new PageKey(Values.instant(row, "timestamp"), Values.text(row, "id")), Values.texts(row, "labels"));
    }
}
