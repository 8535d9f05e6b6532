package io.postroom.core.extract;

import io.postroom.core.extract.Candidate.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what has the form of a code in a line: {@code 123456}, {@code 123-456}, {@code G-123456}, {@code X7K9QP}. What is part of an address, an
 * amount, a date, or a longer number has not.
 */
final class Candidates {
    private static final int MIN_DIGITS = 4;
    private static final int MIN_DIGITS_IN_GROUPS = 6;
    private static final int MAX_DIGITS = 8;
    private static final int MAX_GROUP = 4;
    private static final int MAX_MIXED = 10;
    private static final int MIN_LETTERS = 5;
    private static final int LONG_BLOCK = 5;
    private static final int SHORT_BLOCKS = 8;
    private static final int MIN_WORDS = 8;
    private static final int MAX_WORDS = 24;

    private static final String JOINING = "-\u2010\u2011\u2013 \u00A0";
    private static final String BEFORE_NO_CODE = "@/\\=&?%_+$\u20AC\u00A3\u00A5\u20B9#.,:~'\u2019";
    private static final String AFTER_NO_CODE = "@/\\=%_$\u20AC\u00A3\u00A5\u20B9\u00B0";

    /** What stands behind numbers in words that are none: {@code 10am}, {@code 256GB}. */
    private static final Set<String> UNITS = Set.of(
            "am", "pm", "st", "nd", "rd", "th", "h", "hr", "hrs", "min", "mins", "s", "sec", "px", "gb", "mb", "kb",
            "tb", "kg", "g", "km", "m", "mm", "cm", "x", "k", "p", "w", "kwh", "ml", "l", "usd", "eur", "gbp", "d",
            "ms", "hz", "ghz", "mp", "v");

    private final String line;

    Candidates(String line) {
        this.line = line;
    }

    /** A run of ASCII letters and digits. */
    private record Run(int start, int end, int digits, int capitals) {
        int length() {
            return end - start;
        }

        boolean isNumber() {
            return digits == length();
        }

        boolean isCapital() {
            return digits + capitals == length();
        }
    }

    List<Candidate> find() {
        List<Run> runs = runs();
        List<Candidate> found = new ArrayList<>();
        int i = 0;
        while (i < runs.size()) {
            int behind = groupsFrom(runs, i);
            group(runs.subList(i, behind)).filter(this::standsFree).ifPresent(found::add);
            i = behind;
        }
        return found;
    }

    private List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            int start = i;
            int digits = 0;
            int capitals = 0;
            while (i < line.length() && isWordCharacter(line.charAt(i))) {
                digits += isDigit(line.charAt(i)) ? 1 : 0;
                capitals += Character.isUpperCase(line.charAt(i)) ? 1 : 0;
                i++;
            }
            if (i > start) {
                runs.add(new Run(start, i, digits, capitals));
            } else {
                i++;
            }
        }
        return runs;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Letters of scripts that put no space between words are no part of a code beside them. */
    private static boolean isWordCharacter(char c) {
        return isDigit(c) || (Character.isLetter(c) && c < '\u2E80');
    }

    /** The run behind those that belong to one thing with this one. */
    private int groupsFrom(List<Run> runs, int first) {
        int i = first + 1;
        while (i < runs.size() && belongsTo(runs.get(i - 1), runs.get(i))) {
            i++;
        }
        return i;
    }

    private boolean belongsTo(Run one, Run next) {
        if (next.start() - one.end() != 1) {
            return false;
        }
        char between = line.charAt(one.end());
        if (between == ' ' || between == '\u00A0') {
            return one.isNumber() && next.isNumber() && one.length() <= MAX_GROUP && next.length() <= MAX_GROUP;
        }
        return JOINING.indexOf(between) >= 0 || (one.isNumber() && next.isNumber() && ".,:/".indexOf(between) >= 0);
    }

    private Optional<Candidate> group(List<Run> runs) {
        Run first = runs.get(0);
        Run last = runs.get(runs.size() - 1);
        Span span = new Span(first.start(), last.end());
        Optional<Form> form = runs.size() == 1 ? single(first) : grouped(runs);
        return form.map(found -> new Candidate(line.substring(span.start(), span.end()), span, found));
    }

    private Optional<Form> single(Run run) {
        if (run.isNumber()) {
            return run.length() >= MIN_DIGITS && run.length() <= MAX_DIGITS
                    ? Optional.of(Form.DIGITS)
                    : Optional.empty();
        }
        if (run.digits() == 0) {
            boolean letters = run.isCapital() && run.length() >= MIN_LETTERS && run.length() <= MAX_DIGITS;
            return letters && isAscii(run) ? Optional.of(Form.LETTERS) : Optional.empty();
        }
        if (run.length() < MIN_DIGITS || run.length() > MAX_MIXED || !isAscii(run) || isMeasure(run)) {
            return Optional.empty();
        }
        return Optional.of(run.isCapital() ? Form.CAPITALS : Form.MIXED);
    }

    private boolean isAscii(Run run) {
        for (int i = run.start(); i < run.end(); i++) {
            if (line.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }

    private boolean isMeasure(Run run) {
        int letters = run.start();
        while (letters < run.end() && isDigit(line.charAt(letters))) {
            letters++;
        }
        return letters > run.start()
                && UNITS.contains(line.substring(letters, run.end()).toLowerCase(Locale.ROOT));
    }

    private Optional<Form> grouped(List<Run> runs) {
        Run first = runs.get(0);
        boolean same = areAlike(runs);
        if (runs.stream().allMatch(Run::isNumber)) {
            boolean halves = same && runs.size() == 2 && first.length() == LONG_BLOCK && isHyphenated(runs);
            return same && isSeparated(runs) || halves ? Optional.of(Form.DIGITS) : Optional.empty();
        }
        if (isWords(runs)) {
            return Optional.of(Form.MIXED);
        }
        if (!isHyphenated(runs) || !runs.stream().allMatch(run -> run.isCapital() && isAscii(run))) {
            return Optional.empty();
        }
        Run last = runs.get(runs.size() - 1);
        boolean prefixed = runs.size() == 2
                && first.digits() == 0
                && first.length() <= 3
                && last.isNumber()
                && last.length() >= MIN_DIGITS
                && last.length() <= MAX_DIGITS;
        boolean pair = runs.size() == 2
                && SHORT_BLOCKS >= first.length() + last.length()
                && first.digits() + last.digits() >= 3;
        boolean blocks = same && runs.size() <= 3 && first.length() >= 3 && first.length() <= 5;
        return prefixed || blocks || pair ? Optional.of(Form.CAPITALS) : Optional.empty();
    }

    /** Made-up words with hyphens between: {@code sparo-7f3k-quill}. */
    private boolean isWords(List<Run> runs) {
        int length = runs.get(runs.size() - 1).end() - runs.get(0).start();
        return isHyphenated(runs)
                && length >= MIN_WORDS
                && length <= MAX_WORDS
                && runs.stream().allMatch(run -> run.capitals() == 0 && run.length() >= 3 && isAscii(run))
                && runs.stream().mapToInt(Run::digits).sum() > 0
                && runs.stream().anyMatch(run -> !run.isNumber());
    }

    /** As long as each other, with the same sign between. */
    private boolean areAlike(List<Run> runs) {
        Run first = runs.get(0);
        char separator = line.charAt(first.end());
        return runs.stream().allMatch(run -> run.length() == first.length())
                && runs.subList(0, runs.size() - 1).stream().allMatch(run -> line.charAt(run.end()) == separator);
    }

    private boolean isSeparated(List<Run> runs) {
        int digits = runs.stream().mapToInt(Run::digits).sum();
        int group = runs.get(0).length();
        boolean joined = JOINING.indexOf(line.charAt(runs.get(0).end())) >= 0;
        boolean years = group == 4 && runs.stream().allMatch(run -> isYear(run));
        int least = group == 1 ? MIN_DIGITS : MIN_DIGITS_IN_GROUPS;
        return joined && !years && digits >= least && digits <= MAX_DIGITS;
    }

    private boolean isYear(Run run) {
        return line.startsWith("19", run.start()) || line.startsWith("20", run.start());
    }

    private boolean isHyphenated(List<Run> runs) {
        return runs.subList(0, runs.size() - 1).stream().noneMatch(run -> Blanks.isBlank(line.charAt(run.end())));
    }

    /** Not within an address, an amount or a longer number. */
    private boolean standsFree(Candidate candidate) {
        int start = candidate.span().start();
        int end = candidate.span().end();
        if (start > 0 && BEFORE_NO_CODE.indexOf(line.charAt(start - 1)) >= 0 && !isSentenceSign(start - 1)) {
            return false;
        }
        if (end < line.length() && AFTER_NO_CODE.indexOf(line.charAt(end)) >= 0) {
            return false;
        }
        boolean goesOn = end + 1 < line.length()
                && ".,:'-".indexOf(line.charAt(end)) >= 0
                && isWordCharacter(line.charAt(end + 1));
        return !goesOn && !isWithinAddress(start, end) && !hasAmountAround(start, end);
    }

    /** A sign that ends something else, with the code right behind it: {@code Code:123456}. */
    private boolean isSentenceSign(int at) {
        char c = line.charAt(at);
        return (c == ':' || c == '=' || c == '\'' || c == '\u2019') && (at == 0 || !isDigit(line.charAt(at - 1)));
    }

    private boolean isWithinAddress(int start, int end) {
        int from = start;
        while (from > 0 && start - from < 200 && !Blanks.isBlank(line.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < line.length() && to - end < 200 && !Blanks.isBlank(line.charAt(to))) {
            to++;
        }
        String word = line.substring(from, to);
        return word.contains("://") || word.contains("www.") || word.indexOf('@') > 0;
    }

    private boolean hasAmountAround(int start, int end) {
        char before = start > 1 && line.charAt(start - 1) == ' ' ? line.charAt(start - 2) : ' ';
        char after = end + 1 < line.length() && line.charAt(end) == ' ' ? line.charAt(end + 1) : ' ';
        return "$\u20AC\u00A3\u00A5\u20B9#+".indexOf(before) >= 0 || "$\u20AC\u00A3\u00A5\u20B9%".indexOf(after) >= 0;
    }
}
