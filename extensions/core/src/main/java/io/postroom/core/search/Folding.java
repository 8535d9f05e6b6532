package io.postroom.core.search;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes characters equal that people take for the same when they search: case, accents and points, width and other forms of
 * compatibility (Unicode NFKD and NFKC). What is not seen, and halves of characters, is left out. Marks that are vowels or change a consonant, as in Indic scripts and kana, stay.
 *
 * <p>Remembers what it did last, since a text repeats its characters; so for one thread.
 */
final class Folding {
    private static final int ASCII_END = 0x80;
    private static final int MARKS_MATTER = 0x0900; // from Devanagari on
    private static final int REMEMBERED = 256;

    private int[] characters = {};
    private String[] results = {};

    /** Appends what {@code character} is folded to, which may be nothing. */
    void append(int character, StringBuilder out) {
        if (character < ASCII_END) {
            appendAscii(character, out);
        } else if (isUnchanged(character)) {
            out.appendCodePoint(character);
        } else {
            out.append(remembered(character));
        }
    }

    private static void appendAscii(int character, StringBuilder out) {
        if (character >= 'A' && character <= 'Z') {
            out.append((char) (character + ('a' - 'A')));
        } else if (!Character.isISOControl(character)) {
            out.append((char) character);
        }
    }

    /** The unified ideographs and the Hangul syllables, by far the most of what is not Latin. */
    private static boolean isUnchanged(int character) {
        return (character >= 0x4E00 && character <= 0x9FFF) || (character >= 0xAC00 && character <= 0xD7A3);
    }

    private String remembered(int character) {
        if (characters.length == 0) {
            characters = new int[REMEMBERED];
            results = new String[REMEMBERED];
        }
        int place = character % REMEMBERED;
        if (characters[place] != character) {
            characters[place] = character;
            results[place] = fold(character);
        }
        return results[place];
    }

    private static String fold(int character) {
        Normalizer.Form form = character < MARKS_MATTER ? Normalizer.Form.NFKD : Normalizer.Form.NFKC;
        String plain = Normalizer.normalize(Character.toString(character), form)
                .toUpperCase(Locale.ROOT) // then lower: the sharp s and the dotless i become plain letters
                .toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder();
        plain.codePoints().filter(Folding::isKept).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isKept(int character) {
        int type = Character.getType(character);
        boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
        boolean seen = type != Character.FORMAT && type != Character.CONTROL && type != Character.SURROGATE;
        return seen && !(mark && character < MARKS_MATTER);
    }
}
