package io.postroom.core.search;

import java.util.Arrays;

/**
 * A text in the form in which parts of it are looked for: {@linkplain Folding folded}, with one space for each run of white space, and
 * none at its ends. Knows where each character comes from. Immutable.
 */
public final class Folded {
    private final String text;
    private final int[] origins; // of each character of text; one more for the end of the original

    private Folded(String text, int[] origins) {
        this.text = text;
        this.origins = origins;
    }

    public static Folded of(String original) {
        Folding folding = new Folding();
        StringBuilder out = new StringBuilder(original.length());
        int[] origins = new int[original.length() + 1];
        StringBuilder one = new StringBuilder();
        for (int i = 0; i < original.length(); ) {
            int character = original.codePointAt(i);
            one.setLength(0);
            append(character, folding, one);
            if (one.length() > 0 && !(isSpace(one) && endsWithSpace(out))) {
                origins = room(origins, out.length() + one.length() + 1);
                Arrays.fill(origins, out.length(), out.length() + one.length(), i);
                out.append(one);
            }
            i += Character.charCount(character);
        }
        if (out.length() > 0 && endsWithSpace(out)) {
            out.setLength(out.length() - 1);
        }
        origins[out.length()] = original.length();
        return new Folded(out.toString(), Arrays.copyOf(origins, out.length() + 1));
    }

    private static void append(int character, Folding folding, StringBuilder out) {
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            out.append(' ');
        } else {
            folding.append(character, out);
        }
    }

    private static boolean isSpace(StringBuilder one) {
        return one.length() == 1 && one.charAt(0) == ' ';
    }

    /** Nothing counts as a space, so that none comes first. */
    private static boolean endsWithSpace(StringBuilder out) {
        return out.length() == 0 || out.charAt(out.length() - 1) == ' ';
    }

    private static int[] room(int[] origins, int needed) {
        return needed <= origins.length ? origins : Arrays.copyOf(origins, needed + origins.length / 2);
    }

    public String text() {
        return text;
    }

    public boolean contains(String folded) {
        return text.contains(folded);
    }

    /** Where in the original the character at {@code index} of {@link #text} comes from; the original's length for the end. */
    int origin(int index) {
        return origins[index];
    }
}
