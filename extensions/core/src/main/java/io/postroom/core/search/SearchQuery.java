package io.postroom.core.search;

import io.postroom.core.error.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody looks for: words, and phrases in double quotes. A message is found if it has every term.
 *
 * <p>A term is found in the sender, in a recipient and in the subject wherever its characters stand there, also within a word; in the text of
 * a message and in the names of its attachments where its words stand one after the other. A single word of at least {@value #SHORTEST_BEGINNING}
 * characters without quotes also finds the words that begin with it there. Case and accents do not matter.
 *
 * @param terms each once; none find nothing
 */
public record SearchQuery(List<Term> terms) {
    public static final int MAX_CHARACTERS = 1_000;
    static final int MAX_TERMS = 64;
    static final int SHORTEST_BEGINNING = 3;

    /**
     * @param text as it is looked for in the sender, recipients and subject; folded, not empty
     * @param words as they are looked for in the text; none if it has no letters, digits or pictures
     * @param beginning whether its one word also stands for those that begin with it
     */
    public record Term(String text, List<String> words, boolean beginning) {
        public Term {
            words = List.copyOf(words);
        }

        static Term of(String written, boolean quoted) {
            List<String> words = Words.of(written);
            boolean beginning = !quoted
                    && words.size() == 1
                    && words.get(0).codePointCount(0, words.get(0).length()) >= SHORTEST_BEGINNING;
            return new Term(Folded.of(written).text(), words, beginning);
        }
    }

    public SearchQuery {
        terms = List.copyOf(terms);
    }

    /** @throws RefusedException if {@code text} is blank or too much */
    public static SearchQuery parse(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw RefusedException.invalid("q", "q has 1 to " + MAX_CHARACTERS + " characters");
        }
        Set<Term> terms = new LinkedHashSet<>();
        split(text).stream().filter(term -> !term.text().isEmpty()).forEach(terms::add);
        if (terms.size() > MAX_TERMS) {
            throw RefusedException.invalid("q", "q has at most " + MAX_TERMS + " words and phrases");
        }
        return new SearchQuery(List.copyOf(terms));
    }

    private static List<Term> split(String text) {
        List<Term> terms = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isWhitespace(character)) {
                terms.add(Term.of(text.substring(begin, i), false));
                begin = i + 1;
            } else if (isQuote(character) && closing(text, i) > 0) {
                terms.add(Term.of(text.substring(begin, i), false));
                int close = closing(text, i);
                terms.add(Term.of(text.substring(i + 1, close), true));
                i = close;
                begin = close + 1;
            }
        }
        terms.add(Term.of(text.substring(begin), false));
        return terms;
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\u201C' || character == '\u201D';
    }

    /** Where the phrase ends whose quote opens at {@code open}; -1 if it does not. */
    private static int closing(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (isQuote(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }
}
