package io.postroom.search.lucene;

import io.postroom.core.search.Words;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The words of a text, as the domain takes it apart, at one position each. */
final class WordStream extends TokenStream {
    private final Words words;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    WordStream(String text) {
        words = new Words(text);
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!words.next()) {
            return false;
        }
        term.append(words.word());
        return true;
    }
}
