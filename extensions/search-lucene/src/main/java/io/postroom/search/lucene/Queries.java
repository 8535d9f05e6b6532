package io.postroom.search.lucene;

import io.postroom.core.message.Label;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.search.FieldFilter;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.Relevance;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.search.SearchQuery;
import io.postroom.core.thread.ThreadScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** What the domain asks for, as queries of Lucene. */
final class Queries {
    private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

    private Queries() {}

    /** Whose score is the rank that {@link io.postroom.core.search.Ranking} gives. */
    static Query ranked(SearchIndex.Question question) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        question.query().terms().forEach(term -> all.add(ranked(term), Occur.MUST));
        among(all, Indexed.Kind.MESSAGE, question.scope());
        question.hidden().texts().forEach(label -> all.add(term(Fields.LABEL, label), Occur.MUST_NOT));
        between(all, question.after(), question.before());
        return all.build();
    }

    /** The same, for the messages of one thread. */
    static Query ranked(SearchIndex.Question question, String thread) {
        return new BooleanQuery.Builder()
                .add(ranked(question), Occur.MUST)
                .add(term(Fields.THREAD, thread), Occur.FILTER)
                .build();
    }

    private static Query ranked(SearchQuery.Term term) {
        List<Query> places = new ArrayList<>(List.of(
                worth(Relevance.SUBJECT, part(Fields.SUBJECT, term.text())),
                worth(Relevance.SENDER, part(Fields.SENDER, term.text())),
                worth(Relevance.RECIPIENT, part(Fields.RECIPIENT, term.text())),
                worth(Relevance.RECIPIENT, part(Fields.COPIED, term.text()))));
        if (!term.words().isEmpty()) {
            places.add(worth(Relevance.TEXT, phrase(term.words())));
        }
        if (term.beginning()) {
            places.add(worth(
                    Relevance.BEGINNING,
                    new PrefixQuery(new Term(Fields.TEXT, term.words().get(0)))));
        }
        return new DisjunctionMaxQuery(places, 0);
    }

    private static Query worth(int relevance, Query query) {
        return new BoostQuery(new ConstantScoreQuery(query), relevance);
    }

    private static Query phrase(List<String> words) {
        return words.size() == 1
                ? term(Fields.TEXT, words.get(0))
                : new PhraseQuery(Fields.TEXT, words.toArray(String[]::new));
    }

    /** That the folded text stands somewhere in the field. */
    static Query part(String field, String text) {
        int[] characters = text.codePoints().toArray();
        int last = characters.length - GramStream.LENGTH;
        if (last < 0) {
            return new PrefixQuery(new Term(field, text));
        }
        if (last == 0) {
            return term(field, text);
        }
        PhraseQuery.Builder sequence = new PhraseQuery.Builder();
        for (int at = 0; at < last; at += GramStream.LENGTH) {
            sequence.add(gram(field, characters, at), at);
        }
        return sequence.add(gram(field, characters, last), last).build();
    }

    private static Term gram(String field, int[] characters, int at) {
        return new Term(field, new String(characters, at, GramStream.LENGTH));
    }

    static Query filtered(SearchIndex.Filter filter) {
        BooleanQuery.Builder all = wanted(filter.kind(), filter.scope(), filter.filter());
        FieldFilter fields = filter.fields();
        fields.senders().forEach(text -> all.add(part(Fields.SENDER, text), Occur.FILTER));
        fields.recipients().forEach(text -> all.add(part(Fields.RECIPIENT, text), Occur.FILTER));
        fields.subject().forEach(text -> all.add(part(Fields.SUBJECT, text), Occur.FILTER));
        return all.build();
    }

    /** Everything that the stretch is part of. */
    static Query counted(SearchIndex.Stretch stretch) {
        return wanted(stretch.kind(), stretch.scope(), stretch.filter()).build();
    }

    /** Of what {@code query} finds that of these times, both included. */
    static Query at(Query query, long first, long last) {
        return new BooleanQuery.Builder()
                .add(query, Occur.FILTER)
                .add(LongPoint.newRangeQuery(Fields.TIME, first, last), Occur.FILTER)
                .build();
    }

    private static BooleanQuery.Builder wanted(Indexed.Kind kind, ThreadScope scope, MessageFilter wanted) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        among(all, kind, scope);
        wanted.labels().texts().forEach(label -> all.add(term(Fields.LABEL, label), Occur.FILTER));
        wanted.hidden().values().forEach(label -> all.add(hiddenBy(label), Occur.MUST_NOT));
        between(all, wanted.after(), wanted.before());
        return all;
    }

    private static Query hiddenBy(Label label) {
        Query labelled = term(Fields.LABEL, label.value());
        if (!label.equals(Label.ARCHIVED)) {
            return labelled;
        }
        BooleanQuery.Builder archive = new BooleanQuery.Builder().add(labelled, Occur.FILTER);
        MessageFilter.BEFORE_ARCHIVED
                .texts()
                .forEach(elsewhere -> archive.add(term(Fields.LABEL, elsewhere), Occur.MUST_NOT));
        return archive.build();
    }

    /** Everything of this kind in one inbox. */
    static Query all(Indexed.Kind kind, ThreadScope scope) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        among(all, kind, scope);
        return all.build();
    }

    private static void among(BooleanQuery.Builder all, Indexed.Kind kind, ThreadScope scope) {
        all.add(term(Fields.KIND, kind.name()), Occur.FILTER);
        if (scope instanceof ThreadScope.OfInbox one) {
            all.add(term(Fields.INBOX, one.inbox().value()), Occur.FILTER);
        } else if (scope instanceof ThreadScope.OfPod one) {
            all.add(term(Fields.ORGANIZATION, one.organization().toString()), Occur.FILTER);
            all.add(term(Fields.POD, one.pod().toString()), Occur.FILTER);
        } else if (scope instanceof ThreadScope.OfOrganization one) {
            all.add(term(Fields.ORGANIZATION, one.organization().toString()), Occur.FILTER);
        }
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    /** Neither end is meant; times in the index are whole milliseconds. */
    private static void between(BooleanQuery.Builder all, Optional<Instant> after, Optional<Instant> before) {
        if (after.isPresent() || before.isPresent()) {
            long first = after.map(end -> millis(end) + 1).orElse(Long.MIN_VALUE);
            long last = before.map(end -> isWhole(end) ? millis(end) - 1 : millis(end))
                    .orElse(Long.MAX_VALUE);
            all.add(LongPoint.newRangeQuery(Fields.TIME, first, last), Occur.FILTER);
        }
    }

    private static boolean isWhole(Instant instant) {
        return instant.getNano() % NANOS_OF_A_MILLISECOND == 0;
    }

    /** Far away is as far as can be counted, less room for one step. */
    static long millis(Instant instant) {
        try {
            return Math.max(Long.MIN_VALUE + 1, Math.min(Long.MAX_VALUE - 1, instant.toEpochMilli()));
        } catch (ArithmeticException tooFar) {
            return instant.getEpochSecond() < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE - 1;
        }
    }
}
