package io.postroom.search.lucene;

import io.postroom.core.search.Indexed;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/** What a document stands for, in one value that costs one look: lines of text. */
record Reference(String inbox, String id, String thread, String content, long stamp) {
    private static final int LINES = 5;

    static BytesRef write(Indexed entry) {
        return new BytesRef(String.join(
                "\n",
                entry.key().inbox().value(),
                entry.key().id(),
                entry.thread(),
                entry.content(),
                Long.toString(entry.stamp())));
    }

    /** That of the document of this number. */
    static Reference read(IndexReader reader, int document) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        BinaryDocValues values = DocValues.getBinary(leaf.reader(), Fields.REFERENCE);
        if (!values.advanceExact(document - leaf.docBase)) {
            throw new CorruptIndexException("a document without a reference", leaf.toString());
        }
        String[] lines = values.binaryValue().utf8ToString().split("\n", LINES);
        return new Reference(lines[0], lines[1], lines[2], lines[3], Long.parseLong(lines[4]));
    }
}
