package io.postroom.core.search;

import io.postroom.core.search.SearchQuery.Term;
import java.util.List;

/** What a query means, word for word, for one message: what a scan applies and an index must agree with. */
public final class Ranking {
    private final SearchQuery query;

    public Ranking(SearchQuery query) {
        this.query = query;
    }

    /** How well a message with these fields and this text matches; 0 if it does not. */
    public int of(IndexedFields fields, String text) {
        if (query.terms().isEmpty()) {
            return 0;
        }
        TermMatch.Text words = new TermMatch.Text(text);
        int sum = 0;
        for (Term term : query.terms()) {
            int best = Math.max(ofFields(term, fields), words.relevance(term));
            if (best == 0) {
                return 0;
            }
            sum += best;
        }
        return sum;
    }

    private static int ofFields(Term term, IndexedFields fields) {
        if (occurs(term, fields.subject().stream().toList())) {
            return Relevance.SUBJECT;
        }
        if (occurs(term, fields.senders())) {
            return Relevance.SENDER;
        }
        return occurs(term, fields.everybody()) ? Relevance.RECIPIENT : 0;
    }

    private static boolean occurs(Term term, List<String> values) {
        return values.stream().anyMatch(value -> Folded.of(value).contains(term.text()));
    }
}
