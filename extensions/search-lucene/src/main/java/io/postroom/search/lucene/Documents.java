package io.postroom.search.lucene;

import io.postroom.core.search.Indexed;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/** Messages and threads as documents. */
final class Documents {
    /** Positions, for phrases; no norms, since a rank does not depend on lengths. */
    private static final FieldType SEQUENCE = new FieldType();

    static {
        SEQUENCE.setTokenized(true);
        SEQUENCE.setOmitNorms(true);
        SEQUENCE.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        SEQUENCE.freeze();
    }

    private Documents() {}

    /** What finds the document of this key. */
    static Term key(Indexed.Key key) {
        return new Term(Fields.KEY, key.kind() + " " + key.inbox() + " " + key.id());
    }

    static Document of(Indexed entry) {
        Document document = new Document();
        word(document, Fields.KEY, key(entry.key()).text());
        word(document, Fields.KIND, entry.key().kind().name());
        word(document, Fields.ORGANIZATION, entry.organization().toString());
        word(document, Fields.POD, entry.pod().toString());
        word(document, Fields.INBOX, entry.key().inbox().value());
        word(document, Fields.THREAD, entry.thread());
        entry.labels().texts().forEach(label -> word(document, Fields.LABEL, label));
        order(document, entry);
        characters(document, Fields.SENDER, entry.fields().senders());
        characters(document, Fields.RECIPIENT, entry.fields().recipients());
        characters(document, Fields.COPIED, entry.fields().copied());
        characters(document, Fields.SUBJECT, entry.fields().subject().stream().toList());
        if (!entry.text().isEmpty()) {
            document.add(new Field(Fields.TEXT, new WordStream(entry.text()), SEQUENCE));
            document.add(new StoredField(Fields.STORED_TEXT, entry.text()));
        }
        return document;
    }

    private static void word(Document document, String field, String value) {
        document.add(new StringField(field, value, Field.Store.NO));
    }

    private static void order(Document document, Indexed entry) {
        long time = entry.timestamp().toEpochMilli();
        document.add(new LongPoint(Fields.TIME, time));
        document.add(new NumericDocValuesField(Fields.TIME, time));
        document.add(new SortedDocValuesField(
                Fields.ID_ORDER, new BytesRef(entry.key().id())));
        document.add(new SortedDocValuesField(
                Fields.INBOX_ORDER, new BytesRef(entry.key().inbox().value())));
        document.add(new BinaryDocValuesField(Fields.REFERENCE, Reference.write(entry)));
    }

    private static void characters(Document document, String field, List<String> values) {
        if (!values.isEmpty()) {
            document.add(new Field(field, new GramStream(values), SEQUENCE));
        }
    }
}
