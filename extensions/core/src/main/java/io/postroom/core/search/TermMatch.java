package io.postroom.core.search;

import io.postroom.core.search.SearchQuery.Term;
import java.util.ArrayList;
import java.util.List;

/** Where the terms of a query stand in a text. */
final class TermMatch {
    /** A part of a text, from {@code start} up to but without {@code end}. */
    record Span(int start, int end) {}

    private TermMatch() {}

    /** Every place of the term's characters, also within words; in order, without overlaps. */
    static List<Span> characters(Term term, String value) {
        Folded folded = Folded.of(value);
        List<Span> spans = new ArrayList<>();
        int length = term.text().length();
        for (int at = folded.text().indexOf(term.text());
                at >= 0;
                at = folded.text().indexOf(term.text(), at + length)) {
            spans.add(new Span(folded.origin(at), folded.origin(at + length)));
        }
        return spans;
    }

    /** A text taken apart into its words. */
    static final class Text {
        private final List<String> words = new ArrayList<>();
        private final List<Span> places = new ArrayList<>();

        Text(String text) {
            Words cursor = new Words(text);
            while (cursor.next()) {
                words.add(cursor.word());
                places.add(new Span(cursor.start(), cursor.end()));
            }
        }

        /** Every place of the term's words; in order. */
        List<Span> find(Term term) {
            List<Span> spans = new ArrayList<>();
            int length = term.words().size();
            for (int i = 0; length > 0 && i + length <= words.size(); i++) {
                if (standsAt(term, i)) {
                    spans.add(new Span(
                            places.get(i).start(), places.get(i + length - 1).end()));
                }
            }
            return spans;
        }

        private boolean standsAt(Term term, int place) {
            if (term.beginning()) {
                return words.get(place).startsWith(term.words().get(0));
            }
            return words.subList(place, place + term.words().size()).equals(term.words());
        }

        /** What the term counts in this text; 0 if it is not there. */
        int relevance(Term term) {
            int best = 0;
            for (int i = 0; !term.words().isEmpty() && i + term.words().size() <= words.size(); i++) {
                if (words.subList(i, i + term.words().size()).equals(term.words())) {
                    return Relevance.TEXT;
                }
                if (standsAt(term, i)) {
                    best = Relevance.BEGINNING;
                }
            }
            return best;
        }
    }
}
