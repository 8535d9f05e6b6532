package io.postroom.search.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Gathers the times of documents: eight octets for each, and one look into a column. */
final class Times extends SimpleCollector {
    /** Makes one array of what several threads gather, the oldest first. */
    static final CollectorManager<Times, long[]> MANAGER = new CollectorManager<>() {
        @Override
        public Times newCollector() {
            return new Times();
        }

        @Override
        public long[] reduce(Collection<Times> parts) {
            return parts.stream()
                    .flatMapToLong(part -> Arrays.stream(part.times, 0, part.size))
                    .sorted()
                    .toArray();
        }
    };

    private static final int FIRST_LENGTH = 1024;

    private long[] times = new long[FIRST_LENGTH];
    private int size;
    private NumericDocValues values = DocValues.emptyNumeric();

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        values = DocValues.getNumeric(context.reader(), Fields.TIME);
    }

    @Override
    public void collect(int document) throws IOException {
        if (!values.advanceExact(document)) {
            throw new CorruptIndexException("a document without a time", Fields.TIME);
        }
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
        }
        times[size++] = values.longValue();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
