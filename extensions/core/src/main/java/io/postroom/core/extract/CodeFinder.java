package io.postroom.core.extract;

import io.postroom.core.extract.Candidate.Form;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds codes to be typed in once. A number is one only where words say so: on its line, or, if it has a line to itself, on the lines around it.
 */
final class CodeFinder {
    private static final int MAX_CODES = 10;
    private static final int MAX_LINE = 1000;
    private static final int MAX_IN_LINE = 12;

    // how many characters may be between the word and the code
    private static final int SHORT = 8;
    private static final int CLOSE = 16;
    private static final int NEAR_OF_CAPITALS = 45;
    private static final int NEAR = 70;
    private static final int FAR = 160;

    private static final int FEW_WORDS = 2;
    private static final int LINES_ABOVE = 4;
    private static final int LINES_BELOW = 1;
    private static final int LABEL_WORDS = 2;

    private final Lines lines;
    private final Span part;
    private final Context context;
    private final List<Span> found = new ArrayList<>();
    private final BitSet looked = new BitSet();
    private final BitSet saying = new BitSet();

    /**
     * What the message as a whole says.
     *
     * @param intent whether it wants somebody to prove who they are
     * @param elsewhere whether its codes are of another kind: of a booking, a meeting, a sale
     * @param announced whether its subject tells of a code
     */
    record Context(boolean intent, boolean elsewhere, boolean announced) {
        static Context of(String subject, String text) {
            String lower = CodeWords.lower(subject + "\n" + text);
            boolean intent = CodeWords.hasIntent(lower);
            boolean elsewhere = CodeWords.isBooking(lower)
                    || CodeWords.isMeeting(lower)
                    || (CodeWords.isPromotion(lower) && !intent);
            return new Context(
                    intent, elsewhere, !new Keywords(subject, false).find().isEmpty());
        }
    }

    /** @param part what of the lines is looked through */
    CodeFinder(Lines lines, Span part, Context context) {
        this.lines = lines;
        this.part = part;
        this.context = context;
    }

    /** Where codes stand, in order. */
    List<Span> find() {
        if (context.elsewhere()) {
            return List.of();
        }
        for (int line = 0; line < lines.count() && found.size() < MAX_CODES; line++) {
            if (part.contains(lines.start(line), lines.start(line)) && lines.length(line) <= MAX_LINE) {
                look(line);
            }
        }
        return List.copyOf(found);
    }

    private void look(int line) {
        String text = text(line);
        List<Candidate> candidates = new Candidates(text).find();
        if (candidates.isEmpty() || candidates.size() > MAX_IN_LINE) {
            return; // a table of numbers
        }
        Keywords keywords = new Keywords(text, false);
        List<Span> said = keywords.find().stream().limit(MAX_IN_LINE).toList();
        for (Candidate candidate : candidates) {
            boolean code = isAlone(candidate, text)
                    ? isAnnounced(candidate, line)
                    : !isLabelled(candidate, keywords) && isNamed(candidate, said, text, keywords, candidates);
            if (code && found.size() < MAX_CODES) {
                found.add(new Span(
                        lines.start(line) + candidate.span().start(),
                        lines.start(line) + candidate.span().end()));
            }
        }
    }

    private String text(int line) {
        return lines.text().substring(lines.start(line), lines.start(line) + lines.length(line));
    }

    private static boolean isAlone(Candidate candidate, String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean within =
                    i >= candidate.span().start() && i < candidate.span().end();
            if (!within && Character.isLetterOrDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A line to itself, with the word on one of the lines around it. */
    private boolean isAnnounced(Candidate candidate, int line) {
        if (candidate.form() == Form.LETTERS || candidate.form() == Form.MIXED) {
            return saysAbove(line, 1, true);
        }
        boolean expected = context.intent() || context.announced() || !candidate.isYear();
        // where the subject tells of a code, the first number by itself is it
        boolean first = context.announced() && context.intent() && found.isEmpty();
        return expected && (first || saysAbove(line, LINES_ABOVE, false) || saysBelow(line));
    }

    private boolean saysAbove(int line, int most, boolean withColon) {
        int seen = 0;
        for (int above = line - 1; above >= 0 && seen < most; above--) {
            if (!part.contains(lines.start(above), lines.start(above))) {
                return false;
            }
            if (!lines.isBlank(above)) {
                seen++;
                if (says(above) && (!withColon || lines.stripped(above).endsWith(":"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean saysBelow(int line) {
        int seen = 0;
        for (int below = line + 1; below < lines.count() && seen < LINES_BELOW; below++) {
            if (!lines.isBlank(below)) {
                seen++;
                if (says(below)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the line has a word for codes; several numbers may ask that of one line. */
    private boolean says(int line) {
        if (!looked.get(line)) {
            looked.set(line);
            boolean has = lines.length(line) <= MAX_LINE
                    && !new Keywords(text(line), context.intent()).find().isEmpty();
            saying.set(line, has);
        }
        return saying.get(line);
    }

    /** {@code order 123456}, {@code 45000 minutes}: another number, says the word at its side. */
    private static boolean isLabelled(Candidate candidate, Keywords keywords) {
        for (String word : keywords.before(candidate.span().start(), LABEL_WORDS)) {
            if (CodeWords.isCode(word)) {
                return false;
            }
            if (CodeWords.isLabel(word)) {
                return true;
            }
        }
        return CodeWords.isMeasure(keywords.behind(candidate.span().end()));
    }

    /** The word on the same line, before it or behind it, and no other candidate between. */
    private boolean isNamed(
            Candidate candidate, List<Span> said, String text, Keywords keywords, List<Candidate> others) {
        for (Span word : said) {
            boolean before = word.end() <= candidate.span().start();
            Span gap = before
                    ? new Span(word.end(), candidate.span().start())
                    : new Span(Math.min(candidate.span().end(), word.start()), word.start());
            boolean overlaps = !before && word.start() < candidate.span().end();
            if (!overlaps
                    && gap.length() <= (concludes(candidate, text) ? FAR : reach(candidate, before))
                    && isOneThought(gap, text, others)
                    && isStated(gap, before, text, keywords)) {
                return true;
            }
        }
        return false;
    }

    private int reach(Candidate candidate, boolean before) {
        return switch (candidate.form()) {
            case LETTERS -> before ? SHORT : 0;
            case MIXED -> before ? CLOSE : 0;
            case CAPITALS -> context.intent() ? NEAR_OF_CAPITALS : CLOSE;
            case DIGITS -> candidate.isYear() ? SHORT : NEAR;
        };
    }

    /** The end of the line, behind a colon: what the line is about. */
    private boolean concludes(Candidate candidate, String text) {
        int before = candidate.span().start() - 1;
        while (before > 0 && Blanks.isBlank(text.charAt(before))) {
            before--;
        }
        boolean colon = before > 0 && (text.charAt(before) == ':' || text.charAt(before) == '\uFF1A');
        int behind = candidate.span().end();
        while (behind < text.length() && !Character.isLetterOrDigit(text.charAt(behind))) {
            behind++;
        }
        return context.intent() && colon && behind == text.length();
    }

    /** {@code code: 123456}, {@code 123456 is your code}; in a message about signing in, some words may be between. */
    private boolean isStated(Span gap, boolean before, String text, Keywords keywords) {
        List<String> between = keywords.within(gap);
        if (between.isEmpty() || text.substring(gap.start(), gap.end()).indexOf(':') >= 0) {
            return true;
        }
        if (!context.intent()) {
            return between.stream().allMatch(CodeWords::isCopula);
        }
        if (!before) {
            return CodeWords.isStating(between.get(0));
        }
        int last = between.size() - 1;
        return between.size() <= FEW_WORDS
                || CodeWords.isCopula(between.get(0))
                || CodeWords.isCopula(between.get(last))
                || CodeWords.isCopula(between.get(last - 1));
    }

    private static boolean isOneThought(Span gap, String text, List<Candidate> others) {
        for (int i = gap.start(); i + 1 < gap.end(); i++) {
            char c = text.charAt(i);
            boolean ends = ".!?;".indexOf(c) >= 0 && Blanks.isBlank(text.charAt(i + 1));
            if (ends || c == '\u3002' || c == '|') {
                return false;
            }
        }
        return others.stream()
                .noneMatch(other -> other.form() == Form.DIGITS
                        && other.span().start() >= gap.start()
                        && other.span().end() <= gap.end());
    }
}
