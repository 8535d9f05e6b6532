package io.postroom.search.lucene;

import io.postroom.core.account.InboxId;
import io.postroom.core.search.Highlights;
import io.postroom.core.search.SearchIndex.Hit;
import io.postroom.core.search.SearchIndex.Hits;
import io.postroom.core.search.SearchIndex.Question;
import io.postroom.core.search.SearchPlace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/**
 * One search by words. Where of each thread only the best message is wanted, messages are read in order until there are enough threads: a
 * message counts if no better one of its thread matches.
 */
final class RankedSearch {
    private static final int MOST_READS = 20;
    private static final int SMALLEST_READ = 50;
    private static final Sort BEST_FIRST = new Sort(
            SortField.FIELD_SCORE,
            new SortField(Fields.TIME, SortField.Type.LONG, true),
            new SortField(Fields.ID_ORDER, SortField.Type.STRING, true),
            new SortField(Fields.INBOX_ORDER, SortField.Type.STRING, true));

    private final Reading reading;
    private final Question question;
    private final Query query;
    private final Set<String> threads = new HashSet<>();
    private final List<Found> found = new ArrayList<>();

    /** A message that counts. */
    private record Found(ScoreDoc document, SearchPlace place, Reference reference) {}

    RankedSearch(Reading reading, Question question) {
        this.reading = reading;
        this.question = question;
        this.query = Queries.ranked(question);
    }

    Hits hits() throws IOException {
        int wanted = question.limit() + 1; // one more tells whether there is a next page
        int read = question.oncePerThread() ? Math.max(SMALLEST_READ, wanted) : wanted;
        Optional<SearchPlace> reached = question.behind();
        boolean more = true;
        for (int reads = 0; more && found.size() < wanted && reads < MOST_READS; reads++) {
            ScoreDoc[] documents = reading.top(query, read, BEST_FIRST, reached.map(RankedSearch::values));
            for (ScoreDoc document : documents) {
                reached = Optional.of(consider(document));
            }
            more = documents.length == read;
        }
        if (found.size() > question.limit()) {
            return hits(found.subList(0, question.limit()));
        }
        return new Hits(shown(found), more ? reached : Optional.empty());
    }

    private Hits hits(List<Found> page) throws IOException {
        return new Hits(shown(page), Optional.of(page.get(page.size() - 1).place()));
    }

    private SearchPlace consider(ScoreDoc document) throws IOException {
        Reference reference = reading.reference(document);
        SearchPlace place = place(document, reference);
        if (!question.oncePerThread() || (threads.add(reference.thread()) && isBest(reference.thread(), place))) {
            found.add(new Found(document, place, reference));
        }
        return place;
    }

    /** On the first page whatever is better was seen before. */
    private boolean isBest(String thread, SearchPlace place) throws IOException {
        if (question.behind().isEmpty()) {
            return true;
        }
        ScoreDoc[] best = reading.top(Queries.ranked(question, thread), 1, BEST_FIRST, Optional.empty());
        return best.length == 0 || place(best[0], reading.reference(best[0])).equals(place);
    }

    private static SearchPlace place(ScoreDoc document, Reference reference) {
        Object[] values = ((FieldDoc) document).fields;
        return new SearchPlace(
                Math.round((Float) values[0]),
                Instant.ofEpochMilli((Long) values[1]),
                reference.id() + " " + reference.inbox());
    }

    private static Object[] values(SearchPlace place) {
        int space = place.id().lastIndexOf(' ');
        String id = space < 0 ? place.id() : place.id().substring(0, space);
        return new Object[] {
            (float) place.relevance(),
            Queries.millis(place.timestamp()),
            new BytesRef(id),
            new BytesRef(place.id().substring(space + 1))
        };
    }

    private List<Hit> shown(List<Found> page) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (Found one : page) {
            Reference reference = one.reference();
            hits.add(new Hit(
                    one.place(),
                    new InboxId(reference.inbox()),
                    reference.id(),
                    reference.thread(),
                    reference.content(),
                    Highlights.ofText(question.query(), reading.text(one.document()))));
        }
        return hits;
    }
}
