package io.postroom.core.search;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a text, folded, one after the other: runs of letters and digits. In scripts without spaces between words, and for
 * pictures such as emoji, each character is a word, so that a sequence of them is found as a phrase. For one thread.
 */
public final class Words {
    /** A longer run is cut into words of this many characters. */
    public static final int LONGEST = 64;

    private static final int FIRST_UNSPACED = 0x0E00; // Thai
    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final String text;
    private final Folding folding = new Folding();
    private final StringBuilder word = new StringBuilder();
    private int start;
    private int end;

    public Words(String text) {
        this.text = text;
    }

    /** All words of {@code text}. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Words cursor = new Words(text);
        while (cursor.next()) {
            words.add(cursor.word());
        }
        return words;
    }

    /** Moves on to the next word; false if there is none. */
    public boolean next() {
        while (end < text.length()) {
            start = end;
            take();
            if (word.length() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes the run that begins at {@code start}; without a word if none begins there. */
    private void take() {
        word.setLength(0);
        int first = text.codePointAt(start);
        end = start + Character.charCount(first);
        if (isAlone(first)) {
            folding.append(first, word);
        } else if (Character.isLetterOrDigit(first)) {
            folding.append(first, word);
            takeRest();
        }
    }

    private void takeRest() {
        while (end < text.length() && word.length() < LONGEST) {
            int character = text.codePointAt(end);
            if (isAlone(character) || !(Character.isLetterOrDigit(character) || isWithin(character))) {
                return;
            }
            folding.append(character, word);
            end += Character.charCount(character);
        }
    }

    private static boolean isAlone(int character) {
        if (character < FIRST_UNSPACED) {
            return false;
        }
        return Character.getType(character) == Character.OTHER_SYMBOL
                || (Character.isLetter(character) && UNSPACED.contains(UnicodeScript.of(character)));
    }

    /** Marks on a letter, and what is not seen, such as a soft hyphen. */
    private static boolean isWithin(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    /** The word, folded. */
    public String word() {
        return word.toString();
    }

    /** Where it begins in the text. */
    public int start() {
        return start;
    }

    /** Where it ends in the text. */
    public int end() {
        return end;
    }
}
