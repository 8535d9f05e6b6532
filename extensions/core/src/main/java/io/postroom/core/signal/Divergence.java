package io.postroom.core.signal;

import java.lang.Character.UnicodeScript;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the plain text of a message with what is seen of its HTML, by the different words in them: runs of letters and digits of at least two
 * characters, without case; of scripts without spaces each letter. Addresses of links are left out, as texts made from HTML write them out.
 *
 * <p>They differ if the plain text has at least {@value #LEAST} words that the HTML has not and these are a fifth of its words, or the HTML has
 * at least {@value #LEAST} that the plain text has not and these are half of its words: plain texts are often shorter.
 */
final class Divergence {
    private static final int LEAST = 10;
    private static final int MAX_WORDS = 50_000;
    private static final int SHORTEST = 2;
    private static final int LONGEST = 100;

    private static final Set<UnicodeScript> WITHOUT_SPACES = Set.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.KHMER,
            UnicodeScript.LAO,
            UnicodeScript.MYANMAR,
            UnicodeScript.THAI);

    private Divergence() {}

    static Optional<Signal> between(String text, String html) {
        Set<String> inText = words(text);
        Set<String> inHtml = words(html);
        int onlyInText = without(inText, inHtml);
        int onlyInHtml = without(inHtml, inText);
        boolean differ = (onlyInText >= LEAST && onlyInText * 5 >= inText.size())
                || (onlyInHtml >= LEAST && onlyInHtml * 2 >= inHtml.size());
        return differ
                ? Optional.of(new Signal.DifferentTexts(inText.size(), onlyInText, inHtml.size(), onlyInHtml))
                : Optional.empty();
    }

    private static int without(Set<String> words, Set<String> others) {
        return (int) words.stream().filter(word -> !others.contains(word)).count();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        int at = 0;
        while (at < text.length() && words.size() < MAX_WORDS) {
            if (beginsUrl(text, at)) {
                at = endOfUrl(text, at);
                continue;
            }
            int c = text.codePointAt(at);
            int end = at + Character.charCount(c);
            if (WITHOUT_SPACES.contains(UnicodeScript.of(c))) {
                words.add(text.substring(at, end));
            } else if (Character.isLetterOrDigit(c)) {
                end = endOfWord(text, end);
                add(words, text, at, end);
            }
            at = end;
        }
        return words;
    }

    private static void add(Set<String> words, String text, int from, int to) {
        if (to - from >= SHORTEST) {
            words.add(text.substring(from, Math.min(to, from + LONGEST)).toLowerCase(Locale.ROOT));
        }
    }

    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            if ((!Character.isLetterOrDigit(c) && !mark) || WITHOUT_SPACES.contains(UnicodeScript.of(c))) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static boolean beginsUrl(String text, int at) {
        return text.startsWith("http://", at) || text.startsWith("https://", at) || text.startsWith("www.", at);
    }

    private static int endOfUrl(String text, int from) {
        int end = from;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
