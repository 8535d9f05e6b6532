package io.postroom.store.cassandra;

import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * A stretch of a list that is ordered by time, then id.
 *
 * @param from the first place that belongs to it
 * @param to the first place after it
 * @param ascending in which direction it is read
 */
record Range(PageKey from, PageKey to, boolean ascending) {
    /** Far outside of every calendar, and inside of what Cassandra's timestamps and {@link Instant} can hold. */
    private static final long FAR = 1L << 60;

    private static final PageKey BEGINNING = new PageKey(Instant.ofEpochMilli(-FAR), "");
    private static final PageKey END = new PageKey(Instant.ofEpochMilli(FAR), "");
    private static final Comparator<PageKey> ORDER =
            Comparator.comparing(PageKey::timestamp).thenComparing(PageKey::id);

    static Range all(boolean ascending) {
        return new Range(BEGINNING, END, ascending);
    }

    /** What a page may hold. */
    static Range of(PageRequest request) {
        Range all = all(request.ascending());
        return request.after().map(all::beyond).orElse(all);
    }

    /** What a page may hold that is earlier than {@code before} and later than {@code after}. */
    static Range of(PageRequest request, Optional<Instant> before, Optional<Instant> after) {
        Range range = of(request);
        // timestamps have milliseconds: later than 1.0005 s is from 1.001 s on, earlier than 1.0005 s is before 1.001 s
        PageKey from = after.map(Instant::toEpochMilli)
                .map(millis -> startOf(millis + 1))
                .orElse(BEGINNING);
        PageKey to = before.map(bound -> startOf(bound.plusNanos(999_999).toEpochMilli()))
                .orElse(END);
        return range.within(from, to);
    }

    /** The rest of this range after {@code place}, in its direction. */
    Range beyond(PageKey place) {
        // no id holds a control character, so nothing lies between an id and the same id with a NUL
        return ascending
                ? new Range(new PageKey(place.timestamp(), place.id() + "\0"), to, true)
                : new Range(from, place, false);
    }

    /** The part of this range that lies in {@code bucket}. */
    Range within(Bucket bucket) {
        PageKey first = bucket.start() == Bucket.FIRST ? BEGINNING : startOf(bucket.start());
        return within(first, bucket.end() == Bucket.FOREVER ? END : startOf(bucket.end()));
    }

    private Range within(PageKey first, PageKey end) {
        return new Range(
                ORDER.compare(from, first) < 0 ? first : from, ORDER.compare(to, end) > 0 ? end : to, ascending);
    }

    boolean isEmpty() {
        return ORDER.compare(from, to) >= 0;
    }

    private static PageKey startOf(long millis) {
        return new PageKey(Instant.ofEpochMilli(millis), "");
    }
}
