package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.postroom.core.cache.LruMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/**
 * Where the partitions of lists begin, so that none grows without bound and a small list is one partition.
 *
 * <p>A list has one bucket until about {@link Sizes#rows} rows were inserted into it; then the next one is opened, a little in the
 * future, so that every program has heard of it before the first row belongs there: what is remembered here is read again after
 * {@link #REMEMBERED}. Rows are counted by chance, one write for {@link Sizes#sample} rows. Thread-safe.
 */
final class Buckets {
    static final Sizes USUAL_SIZES = new Sizes(20_000, 64);

    private static final Duration REMEMBERED = Duration.ofSeconds(20);
    private static final Duration HEAD_START = Duration.ofSeconds(60);
    /** What is older was written by nobody now: it is being copied in, by one program. */
    private static final Duration LIVE = Duration.ofHours(1);

    private static final int MOST_REMEMBERED = 20_000;

    /**
     * @param rows about how many a partition holds
     * @param sample one in so many insertions is counted, for all of them
     */
    record Sizes(int rows, int sample) {}

    /** Who writes to a list at the same time. */
    enum Writers {
        /** One thread of one program, so that a bucket may begin at once. */
        ONE,
        /** Several, so that a bucket may only begin when all have heard of it. */
        MANY
    }

    private final CassandraKeyspace keyspace;
    private final Clock clock;
    private final Sizes sizes;
    private final Writers writers;
    private final PreparedStatement read;
    private final PreparedStatement write;
    private final PreparedStatement delete;
    private final Map<String, Known> remembered = new LruMap<>(MOST_REMEMBERED);

    /** How often a bucket was opened: what was read before is not remembered after. */
    private long openings;

    Buckets(CassandraKeyspace keyspace, Clock clock, Sizes sizes, Writers writers) {
        this.keyspace = keyspace;
        this.clock = clock;
        this.sizes = sizes;
        this.writers = writers;
        read = keyspace.prepare("SELECT start, inserted FROM {keyspace}.bucket WHERE list = ?");
        write = keyspace.prepare("INSERT INTO {keyspace}.bucket (list, start, inserted) VALUES (?, ?, ?)");
        delete = keyspace.prepare("DELETE FROM {keyspace}.bucket WHERE list = ?");
    }

    /** All buckets of a list, oldest first. */
    List<Bucket> of(String list) {
        return known(list).buckets();
    }

    /** The bucket that holds what happened at {@code timestamp}. */
    long find(String list, Instant timestamp) {
        Known known = known(list);
        return known.start(known.indexOf(timestamp.toEpochMilli()));
    }

    /**
     * The bucket for a new row, which is counted.
     *
     * @param newestIn the newest timestamp in a bucket of the list; asked when one is full
     */
    long place(String list, Instant timestamp, LongFunction<Optional<Instant>> newestIn) {
        Known known = known(list);
        if (ThreadLocalRandom.current().nextInt(sizes.sample()) == 0) {
            count(list, known, timestamp.toEpochMilli(), newestIn);
        }
        return known.start(known.indexOf(timestamp.toEpochMilli()));
    }

    /** Forgets the buckets of a list whose rows are gone. */
    void deleteAll(String list) {
        keyspace.execute(delete.bind(list));
        synchronized (remembered) {
            remembered.remove(list);
        }
    }

    private void count(String list, Known known, long millis, LongFunction<Optional<Instant>> newestIn) {
        synchronized (known) {
            int index = known.indexOf(millis);
            long inserted = known.add(index, sizes.sample());
            keyspace.execute(write.bind(list, known.start(index), inserted));
            if (inserted >= sizes.rows()) {
                nextStart(known, index, millis, newestIn).ifPresent(start -> {
                    keyspace.execute(write.bind(list, start, 0L));
                    opened(list, known, start);
                });
            }
        }
    }

    private void opened(String list, Known known, long start) {
        known.open(start);
        synchronized (remembered) {
            openings++;
            if (remembered.get(list) != known) {
                remembered.remove(list);
            }
        }
    }

    private Optional<Long> nextStart(Known known, int index, long millis, LongFunction<Optional<Instant>> newestIn) {
        long now = clock.millis();
        boolean live = millis >= now - LIVE.toMillis();
        boolean last = index == known.count() - 1;
        if (live && !last) {
            return Optional.empty(); // the next one is open already, and its time is about to come
        }
        long newest =
                newestIn.apply(known.start(index)).map(Instant::toEpochMilli).orElse(millis);
        if (writers == Writers.ONE && !live && millis > newest && millis > known.start(index)) {
            return Optional.of(millis);
        }
        return last ? Optional.of(Math.max(now, newest) + HEAD_START.toMillis()) : Optional.empty();
    }

    private Known known(String list) {
        long now = System.nanoTime();
        long openingsBefore;
        synchronized (remembered) {
            openingsBefore = openings;
            Known known = remembered.get(list);
            if (known != null && now - known.readAt < REMEMBERED.toNanos()) {
                return known;
            }
        }
        Known fresh = new Known(keyspace.rows(read.bind(list)), now);
        synchronized (remembered) {
            if (openings == openingsBefore) {
                remembered.put(list, fresh);
            }
        }
        return fresh;
    }

    /** What is known of one list. */
    private static final class Known {
        private final long readAt;
        private long[] starts;
        private long[] inserted;

        Known(List<Row> rows, long readAt) {
            this.readAt = readAt;
            boolean counted = !rows.isEmpty() && rows.get(0).getLong("start") == Bucket.FIRST;
            int shift = counted ? 0 : 1;
            starts = new long[rows.size() + shift];
            inserted = new long[rows.size() + shift];
            for (int i = 0; i < rows.size(); i++) {
                starts[i + shift] = rows.get(i).getLong("start");
                inserted[i + shift] = rows.get(i).getLong("inserted");
            }
        }

        synchronized int count() {
            return starts.length;
        }

        synchronized int indexOf(long millis) {
            int found = Arrays.binarySearch(starts, millis);
            return Math.max(0, found >= 0 ? found : -found - 2);
        }

        synchronized long start(int index) {
            return starts[index];
        }

        synchronized long add(int index, int rows) {
            inserted[index] += rows;
            return inserted[index];
        }

        synchronized void open(long start) {
            int at = indexOf(start) + 1;
            starts = insert(starts, at, start);
            inserted = insert(inserted, at, 0);
        }

        private static long[] insert(long[] array, int at, long value) {
            long[] longer = new long[array.length + 1];
            System.arraycopy(array, 0, longer, 0, at);
            longer[at] = value;
            System.arraycopy(array, at, longer, at + 1, array.length - at);
            return longer;
        }

        synchronized List<Bucket> buckets() {
            List<Bucket> buckets = new ArrayList<>();
            for (int i = 0; i < starts.length; i++) {
                buckets.add(new Bucket(starts[i], i + 1 < starts.length ? starts[i + 1] : Bucket.FOREVER));
            }
            return buckets;
        }
    }
}
