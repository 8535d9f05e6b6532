package io.postroom.store.cassandra;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a page of a list across its buckets.
 *
 * @param <T> a row of the list
 * @param <R> what a row leads to
 */
final class BucketWalk<T, R> {
    /** A page is short rather than the result of more work than this. */
    private static final int MOST_EXAMINED = 2_000;

    private static final int LARGEST_CHUNK = 500;

    /** Reads rows of one bucket: fewer than {@code limit} only if there are no more in this range. */
    interface Source<T> {
        List<T> read(long bucket, Range range, int limit);
    }

    private final Source<T> source;
    private final Function<T, PageKey> placeOf;
    private final Function<List<T>, List<Optional<R>>> resolve;

    /** @param resolve what each of the rows leads to, in their order; empty for a row that is not wanted */
    BucketWalk(Source<T> source, Function<T, PageKey> placeOf, Function<List<T>, List<Optional<R>>> resolve) {
        this.source = source;
        this.placeOf = placeOf;
        this.resolve = resolve;
    }

    /** At most {@code limit} items of {@code range}. */
    Page<R> page(List<Bucket> oldestFirst, Range range, int limit) {
        List<Bucket> buckets = new ArrayList<>(oldestFirst);
        if (!range.ascending()) {
            Collections.reverse(buckets);
        }
        Filling filling = new Filling(limit);
        for (Bucket bucket : buckets) {
            if (filling.isFull()) {
                break;
            }
            fill(filling, bucket, range.within(bucket));
        }
        return filling.page();
    }

    private void fill(Filling filling, Bucket bucket, Range part) {
        Range rest = part;
        int chunk = filling.limit + 1;
        while (!rest.isEmpty() && !filling.isFull()) {
            List<T> rows = source.read(bucket.start(), rest, chunk);
            filling.add(rows, resolve.apply(rows));
            if (rows.size() < chunk) {
                return;
            }
            rest = rest.beyond(placeOf.apply(rows.get(rows.size() - 1)));
            chunk = Math.min(LARGEST_CHUNK, chunk * 4);
        }
    }

    /** A page that is being filled. */
    private final class Filling {
        private final int limit;
        private final List<R> items = new ArrayList<>();
        private int examined;
        private Optional<PageKey> last = Optional.empty();
        private boolean more;

        Filling(int limit) {
            this.limit = limit;
        }

        boolean isFull() {
            return more;
        }

        void add(List<T> rows, List<Optional<R>> resolved) {
            for (int i = 0; i < rows.size() && !more; i++) {
                if (resolved.get(i).isPresent() && items.size() == limit) {
                    more = true;
                    return;
                }
                resolved.get(i).ifPresent(items::add);
                last = Optional.of(placeOf.apply(rows.get(i)));
                examined++;
            }
            more = examined >= MOST_EXAMINED;
        }

        Page<R> page() {
            return new Page<>(items, more ? last : Optional.empty());
        }
    }
}
