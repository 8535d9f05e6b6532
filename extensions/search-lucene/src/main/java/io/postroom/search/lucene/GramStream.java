package io.postroom.search.lucene;

import io.postroom.core.search.Folded;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Short texts as their sequences of three characters, one at the position of each character, so that any part of them is found as a phrase.
 * Behind the end stand NULs, so that the last two characters begin a sequence too; between two texts there is a gap that no phrase crosses.
 */
final class GramStream extends TokenStream {
    static final int LENGTH = 3;
    private static final int GAP = 2_000; // longer than any text that is indexed or looked for

    private final Iterator<String> values;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);

    private int[] characters = {};
    private int at;
    private boolean first = true;

    GramStream(List<String> values) {
        this.values = values.iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        boolean begins = false;
        while (at >= characters.length) {
            if (!values.hasNext()) {
                return false;
            }
            characters = Folded.of(values.next()).text().codePoints().toArray();
            at = 0;
            begins = true;
        }
        step.setPositionIncrement(begins && !first ? GAP : 1);
        first = false;
        for (int i = at; i < at + LENGTH; i++) {
            term.append(i < characters.length ? Character.toString(characters[i]) : "\0");
        }
        at++;
        return true;
    }
}
