package io.postroom.core.extract;

import java.lang.Character.UnicodeScript;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out of a text the characters that show nothing: those of Unicode's property Default_Ignorable_Code_Point (UAX 44 §5.3), bidirectional
 * controls (UAX 9 §2), tag characters, and control characters.
 *
 * <p>Some of these are part of what people write, and stay: a joiner or non-joiner between letters of the scripts that need it and in emoji (UAX 31
 * §2.3), one variation selector behind a character that it can vary, and the tags of the three flags that have such (UTS 51, Annex C).
 */
public final class Invisibles {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int FIRST_TAG = 0xE0000;
    private static final int LAST_TAG = 0xE007F;
    private static final Set<String> FLAGS = Set.of("gbeng", "gbsct", "gbwls");
    private static final int LONGEST_FLAG = 5;

    private static final Set<UnicodeScript> JOINING = Set.of(
            UnicodeScript.ARABIC,
            UnicodeScript.BENGALI,
            UnicodeScript.DEVANAGARI,
            UnicodeScript.GUJARATI,
            UnicodeScript.GURMUKHI,
            UnicodeScript.KANNADA,
            UnicodeScript.KHMER,
            UnicodeScript.MALAYALAM,
            UnicodeScript.MONGOLIAN,
            UnicodeScript.MYANMAR,
            UnicodeScript.NKO,
            UnicodeScript.ORIYA,
            UnicodeScript.SINHALA,
            UnicodeScript.SYRIAC,
            UnicodeScript.TAMIL,
            UnicodeScript.TELUGU,
            UnicodeScript.TIBETAN);

    private final String text;
    private final WayCounts counts;
    private final StringBuilder kept = new StringBuilder();
    private int previous = -1;

    private Invisibles(String text, WayCounts counts) {
        this.text = text;
        this.counts = counts;
    }

    /** The text without them; the same object if it has none. Adds what was taken out to {@code counts}, in code points. */
    public static String strip(String text, WayCounts counts) {
        int first = 0;
        while (first < text.length() && isPlain(text.charAt(first))) {
            first++;
        }
        return first == text.length() ? text : new Invisibles(text, counts).strip();
    }

    /** Characters of which none can be meant. */
    private static boolean isPlain(char c) {
        return c < 0x7F ? c >= ' ' || c == '\n' || c == '\t' || c == '\r' : c >= 0xA0 && c < 0x0300 && c != 0xAD;
    }

    private String strip() {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int end = at + Character.charCount(c);
            if (c == BLACK_FLAG) {
                end = endOfFlag(end);
                keep(at, end, c);
            } else if (isVisible(c, end)) {
                keep(at, end, c);
            } else {
                wayOf(c).ifPresent(way -> counts.add(way, 1));
            }
            at = end;
        }
        return kept.toString();
    }

    private void keep(int from, int to, int c) {
        kept.append(text, from, to);
        previous = c;
    }

    /** Behind the tags that make the black flag that of a country, or {@code from} if none follow. */
    private int endOfFlag(int from) {
        StringBuilder name = new StringBuilder();
        int at = from;
        while (at < text.length() && name.length() <= LONGEST_FLAG) {
            int c = text.codePointAt(at);
            if (c == LAST_TAG) {
                return FLAGS.contains(name.toString()) ? at + Character.charCount(c) : from;
            }
            if (c <= FIRST_TAG || c > LAST_TAG) {
                return from;
            }
            name.append((char) (c - FIRST_TAG));
            at += Character.charCount(c);
        }
        return from;
    }

    private boolean isVisible(int c, int end) {
        if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
            return joins(c, end);
        }
        if (isVariationSelector(c)) {
            return varies(c);
        }
        return !isInvisible(c);
    }

    private boolean joins(int c, int end) {
        if (previous < 0 || end >= text.length()) {
            return false;
        }
        int next = text.codePointAt(end);
        boolean letters = JOINING.contains(UnicodeScript.of(previous)) && JOINING.contains(UnicodeScript.of(next));
        return letters || (c == ZERO_WIDTH_JOINER && isPicture(previous) && isPicture(next));
    }

    /** An emoji, or what may stand at its end. */
    private static boolean isPicture(int c) {
        return c >= 0x1F000 && c <= 0x1FAFF || c >= 0x2190 && c <= 0x2BFF || c == 0xFE0F;
    }

    /** UTR 51 §2.8 has the last two of the first block for emoji; the others are for ideographs, signs and some letters of Asia. */
    private boolean varies(int c) {
        if (previous < 0 || isVariationSelector(previous) || Character.isWhitespace(previous)) {
            return false;
        }
        if (c >= 0xE0100) {
            return Character.isIdeographic(previous);
        }
        return c >= 0xFE0E ? canBePicture(previous) : previous >= 0x1000;
    }

    private static boolean canBePicture(int c) {
        return isPicture(c)
                || "#*0123456789\u00A9\u00AE\u203C\u2049\u2122\u2139\u3030\u303D\u3297\u3299".indexOf(c) >= 0;
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    private static boolean isInvisible(int c) {
        return isControl(c) || isIgnorable(c) || isBidi(c);
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= 0x7F && c < 0xA0 && c != 0x85;
    }

    private static boolean isBidi(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** Default_Ignorable_Code_Point of Unicode 15.0, and the interlinear annotation characters. */
    private static boolean isIgnorable(int c) {
        return switch (c) {
            case 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0 -> true;
            default ->
                c >= 0x180B && c <= 0x180F
                        || c >= 0x200B && c <= 0x200F
                        || c >= 0x2060 && c <= 0x206F
                        || c >= 0xFFF0 && c <= 0xFFFB
                        || c >= 0x1BCA0 && c <= 0x1BCA3
                        || c >= 0x1D173 && c <= 0x1D17A
                        || c >= 0xE0000 && c <= 0xE0FFF;
        };
    }

    /** Empty for a control character: nothing reads it. */
    private static Optional<Way> wayOf(int c) {
        if (isBidi(c)) {
            return Optional.of(Way.BIDI);
        }
        if (isVariationSelector(c)) {
            return Optional.of(Way.VARIATION);
        }
        if (c >= FIRST_TAG && c <= LAST_TAG) {
            return Optional.of(Way.TAG);
        }
        return isControl(c) ? Optional.empty() : Optional.of(Way.ZERO_WIDTH);
    }
}
