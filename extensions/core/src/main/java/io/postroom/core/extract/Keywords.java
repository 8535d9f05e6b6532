package io.postroom.core.extract;

import java.util.ArrayList;
import java.util.List;

/** Finds in a line the words that announce a code. */
final class Keywords {
    private static final int NEIGHBOURS = 3;
    private static final int OWNERS = 5;

    private final String line;
    private final String lower;
    private final boolean lenient;
    private final List<Span> words = new ArrayList<>();

    /** @param lenient whether {@code code} counts whatever stands before it */
    Keywords(String line, boolean lenient) {
        this.line = line;
        this.lenient = lenient;
        this.lower = CodeWords.lower(line);
        if (lower.length() == line.length()) {
            split();
        }
    }

    private void split() {
        int i = 0;
        while (i < line.length()) {
            int start = i;
            while (i < line.length() && isWordCharacter(i)) {
                i++;
            }
            if (i > start) {
                words.add(new Span(start, i));
            }
            i++;
        }
    }

    private boolean isWordCharacter(int at) {
        return Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '\u00A9';
    }

    private String word(int index) {
        Span span = words.get(index);
        return lower.substring(span.start(), span.end());
    }

    /** Where they stand. */
    List<Span> find() {
        List<Span> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (CodeWords.isCode(word(i)) && !isOfAnotherKind(i) && (lenient || isOfKnownKind(i))) {
                found.add(words.get(i));
            }
        }
        if (lower.length() == line.length()) {
            for (String phrase : CodeWords.phrases()) {
                int at = lower.indexOf(phrase);
                if (at >= 0) {
                    found.add(new Span(at, at + phrase.length()));
                }
            }
        }
        return found;
    }

    /** {@code promo code}, {@code code postal}; what stands behind a number belongs to that. */
    private boolean isOfAnotherKind(int index) {
        for (int i = Math.max(0, index - NEIGHBOURS); i < index; i++) {
            if (CodeWords.isOfAnotherKind(word(i))
                    && joined(words.get(i).end(), words.get(index).start())) {
                return true;
            }
        }
        for (int i = index + 1; i < Math.min(words.size(), index + NEIGHBOURS); i++) {
            if (!joined(words.get(index).end(), words.get(i).start()) || Character.isDigit(word(i).charAt(0))) {
                return false;
            }
            if (CodeWords.isOfAnotherKind(word(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@code code} by itself, the recipient's own, or one with a word before it that such codes have; {@code driver code} is none. */
    private boolean isOfKnownKind(int index) {
        boolean bare = word(index).equals("code") || word(index).equals("codes");
        if (!bare
                || index == 0
                || !joined(words.get(index - 1).end(), words.get(index).start())) {
            return true;
        }
        for (int i = index - 1; i >= Math.max(0, index - OWNERS); i--) {
            if (CodeWords.isOwn(word(i))) {
                return true;
            }
        }
        return CodeWords.isQualifier(word(index - 1));
    }

    /** Whether no sign between the words parts them. */
    private boolean joined(int from, int to) {
        for (int i = from; i < to; i++) {
            if (".:;,!?()\u3002\uFF1A".indexOf(line.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The words that stand within. */
    List<String> within(Span span) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (span.contains(words.get(i).start(), words.get(i).end())) {
                found.add(word(i));
            }
        }
        return found;
    }

    /** The last words before this place, nearest first. */
    List<String> before(int place, int most) {
        List<String> found = new ArrayList<>();
        for (int i = words.size() - 1; i >= 0 && found.size() < most; i--) {
            if (words.get(i).end() <= place) {
                found.add(word(i));
            }
        }
        return found;
    }

    /** The first word behind this place, right behind it or after a space; the empty string if there is none. */
    String behind(int place) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).start() >= place) {
                return words.get(i).start() - place <= 1 ? word(i) : "";
            }
        }
        return "";
    }
}
