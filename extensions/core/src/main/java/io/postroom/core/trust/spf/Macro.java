package io.postroom.core.trust.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with places to fill in (RFC 7208 §7.1), such as {@code %{ir}.%{v}._spf.%{d2}}.
 *
 * @param parts literals and places, in their order
 */
record Macro(List<Part> parts) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z])([0-9]{0,9})([rR]?)([.\\-+,/_=]*)\\}");
    private static final String LETTERS = "slodiphv";
    private static final String LETTERS_OF_EXPLANATIONS = LETTERS + "crt"; // RFC 7208 §7.2
    private static final Pattern TOP_LABEL = // RFC 7208 §7.1, toplabel
            Pattern.compile("(?=[A-Za-z0-9-]*[A-Za-z-])[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    /** A piece of a macro. */
    sealed interface Part {
        /** Stands for itself. */
        record Literal(String text) implements Part {}

        /**
         * Is filled in.
         *
         * @param letter in lower case
         * @param most how many labels are kept, from the right; 0 for all
         * @param delimiters where the value is cut; empty for the dot
         * @param escaped whether the value is written as in a URL
         */
        record Place(char letter, int most, boolean reversed, String delimiters, boolean escaped) implements Part {}
    }

    /** A {@code domain-spec}: throws {@link SpfException} if {@code text} is none. */
    static Macro domain(String text) {
        Macro macro = parse(text, LETTERS, false);
        Part last = macro.parts().isEmpty()
                ? new Part.Literal("")
                : macro.parts().get(macro.parts().size() - 1);
        if (last instanceof Part.Literal && !endsAsDomain(text)) {
            throw SpfException.permanent("not a domain: " + text);
        }
        return macro;
    }

    /** RFC 7208 §7.1, domain-end: a place, or a dot and a top label. */
    private static boolean endsAsDomain(String text) {
        if (text.endsWith("%%") || text.endsWith("%_") || text.endsWith("%-")) {
            return true;
        }
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        int dot = name.lastIndexOf('.');
        return dot >= 0 && TOP_LABEL.matcher(name.substring(dot + 1)).matches();
    }

    /** Any text of a modifier: throws {@link SpfException} if a place in it is malformed. */
    static Macro anything(String text) {
        return parse(text, LETTERS_OF_EXPLANATIONS, false);
    }

    /** The text that {@code exp=} leads to; empty if it is malformed, and so to be passed over (RFC 7208 §6.2). */
    static Optional<Macro> explanation(String text) {
        try {
            return Optional.of(parse(text, LETTERS_OF_EXPLANATIONS, true));
        } catch (SpfException e) {
            return Optional.empty();
        }
    }

    private static Macro parse(String text, String letters, boolean spaces) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '%') {
                if (c < '!' && !(spaces && c == ' ') || c > '~') {
                    throw SpfException.permanent("a character that is not allowed");
                }
                literal.append(c);
                i++;
            } else if (place.region(i + 1, text.length()).lookingAt()) {
                flush(literal, parts);
                parts.add(placeOf(place, letters));
                i = place.end();
            } else {
                literal.append(escape(text, i));
                i += 2;
            }
        }
        flush(literal, parts);
        return new Macro(List.copyOf(parts));
    }

    private static void flush(StringBuilder literal, List<Part> parts) {
        if (literal.length() > 0) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private static String escape(String text, int i) {
        char c = i + 1 < text.length() ? text.charAt(i + 1) : '\0';
        return switch (c) {
            case '%' -> "%";
            case '_' -> " ";
            case '-' -> "%20";
            default -> throw SpfException.permanent("a % that begins nothing");
        };
    }

    private static Part placeOf(Matcher place, String letters) {
        String letter = place.group(1);
        char lower = letter.toLowerCase(Locale.ROOT).charAt(0);
        if (letters.indexOf(lower) < 0) {
            throw SpfException.permanent("no such macro letter: " + letter);
        }
        String digits = place.group(2);
        int most = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        if (!digits.isEmpty() && most == 0) { // RFC 7208 §7.1: a DIGIT of zero is an error
            throw SpfException.permanent("no labels at all");
        }
        boolean reversed = !place.group(3).isEmpty();
        return new Part.Place(lower, most, reversed, distinct(place.group(4)), letter.charAt(0) != lower);
    }

    private static String distinct(String delimiters) {
        StringBuilder once = new StringBuilder();
        delimiters.chars().distinct().forEach(c -> once.append((char) c));
        return once.toString();
    }
}
