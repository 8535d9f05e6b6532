package io.postroom.search.lucene;

import io.postroom.core.account.InboxId;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex.Counted;
import io.postroom.core.search.SearchIndex.Stretch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * A part of a list that begins at a number. Near the beginning Lucene sorts what stands before it as well. Further on the times of everything
 * in the list are gathered, a few milliseconds for a hundred thousand; they tell between which times the part lies, and only what lies there
 * is sorted.
 */
final class NumberedList {
    private static final int NEAR = 1_000;

    private final Reading reading;
    private final Stretch stretch;
    private final Query all;

    NumberedList(Reading reading, Stretch stretch) {
        this.reading = reading;
        this.stretch = stretch;
        this.all = Queries.counted(stretch);
    }

    Counted counted() throws IOException {
        return stretch.skipped() + stretch.limit() <= NEAR
                ? new Counted(keys(all, (int) stretch.skipped()), reading.count(all))
                : far(reading.times(all));
    }

    /** @param times oldest first */
    private Counted far(long[] times) throws IOException {
        if (stretch.skipped() >= times.length) {
            return new Counted(List.of(), times.length);
        }
        int first = times.length - 1 - (int) stretch.skipped();
        int last = Math.max(0, first - stretch.limit() + 1);
        int newer = times.length - end(times, times[first]);
        int before = (int) stretch.skipped() - newer; // of the same millisecond
        return new Counted(keys(Queries.at(all, times[last], times[first]), before), times.length);
    }

    /** Where the times behind {@code time} begin. */
    private static int end(long[] times, long time) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private List<Indexed.Key> keys(Query query, int skipped) throws IOException {
        ScoreDoc[] found = reading.top(query, skipped + stretch.limit(), Reading.byTime(false), Optional.empty());
        List<Indexed.Key> keys = new ArrayList<>();
        for (int i = skipped; i < found.length; i++) {
            Reference reference = reading.reference(found[i]);
            keys.add(new Indexed.Key(stretch.kind(), new InboxId(reference.inbox()), reference.id()));
        }
        return keys;
    }
}
