package io.postroom.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CassandraNode.class)
class BucketsTest {
    private static final String LIST = "list";

    private final CassandraKeyspace keyspace;
    private final FixedClock clock = new FixedClock();
    private final Map<Long, Instant> newest = new HashMap<>();
    private final Map<Long, Integer> sizes = new HashMap<>();

    BucketsTest(CassandraKeyspace keyspace) {
        this.keyspace = keyspace;
    }

    @Test
    void aListBeginsWithOneBucketForAllTimes() {
        Buckets buckets = new Buckets(keyspace, clock, Buckets.USUAL_SIZES, Buckets.Writers.ONE);

        assertThat(buckets.of(LIST)).containsExactly(new Bucket(Bucket.FIRST, Bucket.FOREVER));
        assertThat(buckets.find(LIST, Instant.EPOCH.minusSeconds(1))).isEqualTo(Bucket.FIRST);
        assertThat(buckets.find(LIST, Instant.parse("9999-01-01T00:00:00Z"))).isEqualTo(Bucket.FIRST);
    }

    @Test
    void theNextBucketOfAListThatLivesBeginsALittleInTheFuture() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(10, 1), Buckets.Writers.ONE);

        for (int i = 0; i < 15; i++) {
            place(buckets, Fixtures.NOW.plusMillis(i));
            clock.advance(Duration.ofMillis(1));
        }

        List<Bucket> all = buckets.of(LIST);
        assertThat(all).hasSize(2);
        assertThat(Instant.ofEpochMilli(all.get(1).start()))
                .isBetween(Fixtures.NOW.plusSeconds(59), Fixtures.NOW.plusSeconds(61));
        assertThat(buckets.find(LIST, Fixtures.NOW.plusSeconds(30))).isEqualTo(Bucket.FIRST);
        assertThat(buckets.find(LIST, Fixtures.NOW.plusSeconds(90)))
                .isEqualTo(all.get(1).start());
    }

    @Test
    void oldRowsThatAreCopiedInFillOneBucketAfterTheOther() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(10, 1), Buckets.Writers.ONE);
        Instant start = Fixtures.NOW.minus(Duration.ofDays(10));

        for (int i = 0; i < 95; i++) {
            place(buckets, start.plusSeconds(i));
        }

        assertThat(sizes.values()).allMatch(size -> size <= 10);
        assertThat(buckets.of(LIST)).hasSizeBetween(9, 12);
    }

    @Test
    void aListOfManyWritersGetsNoBucketInThePast() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(10, 1), Buckets.Writers.MANY);

        for (int i = 0; i < 50; i++) {
            place(buckets, Fixtures.NOW.minus(Duration.ofDays(10)).plusSeconds(i));
        }

        assertThat(buckets.of(LIST)).hasSize(2);
        assertThat(buckets.of(LIST).get(1).start()).isGreaterThan(clock.millis());
    }

    @Test
    void readersAndTheWriterAgreeWhileBucketsAreOpened() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(5, 1), Buckets.Writers.ONE);
        Instant start = Fixtures.NOW.minus(Duration.ofDays(10));
        Map<Instant, Long> placed = new HashMap<>();

        for (int i = 0; i < 200; i++) {
            Instant timestamp = start.plusSeconds(i);
            place(buckets, timestamp);
            placed.put(timestamp, buckets.find(LIST, timestamp));
        }

        Buckets another = new Buckets(keyspace, clock, new Buckets.Sizes(5, 1), Buckets.Writers.ONE);
        placed.forEach(
                (timestamp, bucket) -> assertThat(another.find(LIST, timestamp)).isEqualTo(bucket));
    }

    @Test
    void aNewBucketIsNeverBeforeARowThatIsThere() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(10, 1), Buckets.Writers.ONE);
        Instant future = Fixtures.NOW.plus(Duration.ofDays(300));
        place(buckets, future);

        for (int i = 0; i < 30; i++) {
            place(buckets, Fixtures.NOW.plusMillis(i));
        }

        assertThat(buckets.find(LIST, future)).isEqualTo(Bucket.FIRST);
    }

    @Test
    void anotherProgramFindsTheSameBuckets() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(10, 1), Buckets.Writers.ONE);
        for (int i = 0; i < 50; i++) {
            place(buckets, Fixtures.NOW.minus(Duration.ofDays(10)).plusSeconds(i));
        }

        assertThat(new Buckets(keyspace, clock, new Buckets.Sizes(10, 1), Buckets.Writers.ONE).of(LIST))
                .isEqualTo(buckets.of(LIST));
    }

    @Test
    void rowsAreCountedBySamples() {
        Buckets buckets = new Buckets(keyspace, clock, new Buckets.Sizes(2_000, 64), Buckets.Writers.ONE);
        Instant start = Fixtures.NOW.minus(Duration.ofDays(10));

        for (int i = 0; i < 10_000; i++) {
            place(buckets, start.plusSeconds(i));
        }

        assertThat(sizes.values()).allMatch(size -> size < 6_000);
        assertThat(buckets.of(LIST)).hasSizeBetween(3, 9);
    }

    private void place(Buckets buckets, Instant timestamp) {
        long bucket = buckets.place(LIST, timestamp, start -> Optional.ofNullable(newest.get(start)));
        newest.merge(bucket, timestamp, (one, other) -> one.isAfter(other) ? one : other);
        sizes.merge(bucket, 1, Integer::sum);
    }
}
