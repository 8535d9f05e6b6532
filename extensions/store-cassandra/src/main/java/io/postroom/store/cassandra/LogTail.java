package io.postroom.store.cassandra;

import io.postroom.core.event.Position;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The growing end of one organisation's log, as the one process that writes to it knows it: which positions were given out, which of
 * them are being written, and which may have been written by an append that failed. Thread-safe.
 */
final class LogTail {
    /** About 5 MB of events. */
    private static final int MOST_IN_BUCKET = 2_000;

    /** Where an entry stands. */
    record Place(long bucket, long position) {}

    private final Object lock = new Object();
    private final NavigableMap<Long, Long> inFlight = new TreeMap<>();
    private final NavigableMap<Long, Long> doubtful = new TreeMap<>();
    private long last;
    private long bucket;
    private int inBucket;

    /** @param last the last position in the log */
    LogTail(long last) {
        this.last = last;
    }

    /** Opens a bucket in the log. */
    @FunctionalInterface
    interface Opening {
        void open(long bucket);
    }

    /**
     * Gives out the next position, which is in flight from now on.
     *
     * @param micros the time in microseconds; positions grow even if the clock does not
     * @param opening called before the first position of a bucket is given out; this process begins with a bucket of its own
     */
    Place begin(long micros, Opening opening) {
        synchronized (lock) {
            long position = Math.max(micros, last + 1);
            if (bucket == 0 || inBucket >= MOST_IN_BUCKET) {
                opening.open(position);
                bucket = position;
                inBucket = 0;
            }
            last = position;
            inBucket++;
            inFlight.put(position, bucket);
            return new Place(bucket, position);
        }
    }

    /** The entry stands where it should. */
    void succeed(Place place) {
        synchronized (lock) {
            inFlight.remove(place.position());
        }
    }

    /** The entry may appear at its place, now or later. */
    void fail(Place place) {
        synchronized (lock) {
            inFlight.remove(place.position());
            doubtful.put(place.position(), place.bucket());
        }
    }

    boolean isDoubtful(Place place) {
        synchronized (lock) {
            return doubtful.containsKey(place.position());
        }
    }

    /** Nothing will ever be seen at this place. */
    void settle(Place place) {
        synchronized (lock) {
            doubtful.remove(place.position());
        }
    }

    /** Places where an entry may appear although nobody waits for it. */
    Map<Long, Long> doubts() {
        synchronized (lock) {
            return Map.copyOf(doubtful);
        }
    }

    /** Every entry before this position is there by now, and none will come. */
    long horizon() {
        synchronized (lock) {
            long first = inFlight.isEmpty() ? last + 1 : inFlight.firstKey();
            return doubtful.isEmpty() ? first : Math.min(first, doubtful.firstKey());
        }
    }

    /** The bucket that holds everything after {@code position}; empty if it may be in several. */
    Optional<Long> bucketOfAllAfter(Position position) {
        synchronized (lock) {
            return bucket != 0 && position.value() >= bucket ? Optional.of(bucket) : Optional.empty();
        }
    }
}
