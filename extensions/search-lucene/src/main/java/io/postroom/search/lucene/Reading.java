package io.postroom.search.lucene;

import io.postroom.core.account.InboxId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.Indexed;
import io.postroom.core.search.SearchIndex;
import io.postroom.core.search.SearchIndex.Mark;
import io.postroom.core.thread.ThreadScope;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;

/** What is in the index at one moment. */
final class Reading {
    private final IndexSearcher searcher;

    Reading(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    /** Compares every file with its checksum. */
    void verify() throws IOException {
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            if (leaf.reader() instanceof CodecReader files) {
                files.checkIntegrity();
            }
        }
    }

    /** @param behind the sort values of the last document of the page before */
    ScoreDoc[] top(Query query, int limit, Sort sort, Optional<Object[]> behind) throws IOException {
        if (behind.isEmpty()) {
            return searcher.search(query, limit, sort).scoreDocs;
        }
        int last = Math.max(0, searcher.getIndexReader().maxDoc() - 1); // behind every document of the same values
        return searcher.searchAfter(new FieldDoc(last, 0, behind.get()), query, limit, sort).scoreDocs;
    }

    int count(Query query) throws IOException {
        return searcher.count(query);
    }

    /** The times, in milliseconds, of everything that the query finds, the oldest first. */
    long[] times(Query query) throws IOException {
        return searcher.search(query, Times.MANAGER);
    }

    Reference reference(ScoreDoc document) throws IOException {
        return Reference.read(searcher.getIndexReader(), document.doc);
    }

    /** The text of a document; the empty text if it has none. */
    String text(ScoreDoc document) throws IOException {
        String text = searcher.storedFields()
                .document(document.doc, Set.of(Fields.STORED_TEXT))
                .get(Fields.STORED_TEXT);
        return text == null ? "" : text;
    }

    Optional<String> text(Indexed.Key key, String content) throws IOException {
        TopDocs found = searcher.search(new TermQuery(Documents.key(key)), 1);
        for (ScoreDoc document : found.scoreDocs) {
            if (reference(document).content().equals(content)) {
                return Optional.of(text(document));
            }
        }
        return Optional.empty();
    }

    /** Those that have or had documents. */
    List<InboxId> inboxes() throws IOException {
        List<InboxId> inboxes = new ArrayList<>();
        Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.INBOX);
        if (terms != null) {
            TermsEnum each = terms.iterator();
            for (BytesRef term = each.next(); term != null; term = each.next()) {
                inboxes.add(new InboxId(term.utf8ToString()));
            }
        }
        return inboxes;
    }

    static Sort byTime(boolean ascending) {
        return new Sort(
                new SortField(Fields.TIME, SortField.Type.LONG, !ascending),
                new SortField(Fields.ID_ORDER, SortField.Type.STRING, !ascending));
    }

    private static Object[] values(PageKey key) {
        return new Object[] {Queries.millis(key.timestamp()), new BytesRef(key.id())};
    }

    private static Instant time(ScoreDoc document) {
        return Instant.ofEpochMilli((Long) ((FieldDoc) document).fields[0]);
    }

    List<Mark> marks(Indexed.Kind kind, InboxId inbox, Optional<PageKey> after, int limit) throws IOException {
        List<Mark> marks = new ArrayList<>();
        Query all = Queries.all(kind, new ThreadScope.OfInbox(inbox));
        for (ScoreDoc document : top(all, limit, byTime(true), after.map(Reading::values))) {
            Reference reference = reference(document);
            marks.add(new Mark(new PageKey(time(document), reference.id()), reference.stamp()));
        }
        return marks;
    }

    Page<Indexed.Key> list(SearchIndex.Filter filter) throws IOException {
        PageRequest page = filter.page();
        ScoreDoc[] found = top(
                Queries.filtered(filter),
                page.limit() + 1,
                byTime(page.ascending()),
                page.after().map(Reading::values));
        List<Indexed.Key> keys = new ArrayList<>();
        for (int i = 0; i < Math.min(found.length, page.limit()); i++) {
            Reference reference = reference(found[i]);
            keys.add(new Indexed.Key(filter.kind(), new InboxId(reference.inbox()), reference.id()));
        }
        Optional<PageKey> next = found.length > page.limit()
                ? Optional.of(new PageKey(
                        time(found[page.limit() - 1]),
                        keys.get(page.limit() - 1).id()))
                : Optional.empty();
        return new Page<>(keys, next);
    }
}
