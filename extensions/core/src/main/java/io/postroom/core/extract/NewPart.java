package io.postroom.core.extract;

import io.postroom.core.extract.Lines.Role;

/**
 * Finds what is new in a reply. What is old is above or below it: the result is one stretch of the text, so that answers written between
 * quotations keep these.
 */
final class NewPart {
    /** How many layers there may be below the text: quotations, signatures, notices. */
    private static final int MAX_ROUNDS = 20;

    private final Lines lines;
    private final boolean[] old;

    /** The line behind the last old one before each line; 0 if there is none. */
    private final int[] behindOld;

    private int limit;

    private NewPart(Lines lines) {
        this.lines = lines;
        this.old = new boolean[lines.count()];
        this.behindOld = new int[lines.count() + 1];
        this.limit = lines.count();
    }

    /** The new part; all of the text if nothing of it is old, or nothing new. Blank lines around it are left out. */
    static Span of(Lines lines) {
        return new NewPart(lines).find();
    }

    /** All of it without the blank lines around it. */
    static Span whole(Lines lines) {
        return spanOf(lines, 0, lines.count());
    }

    private Span find() {
        mark();
        noteOld();
        Signatures signatures = new Signatures(lines);
        int end = limit;
        int before = -1;
        for (int round = 0; round < MAX_ROUNDS && end != before; round++) {
            before = end;
            end = withoutRules(withoutOld(end), end < lines.count());
            end = signatures.trim(behindOld[end], end);
        }
        int start = lines.nextFilled(0, end);
        while (start < end && (old[start] || lines.isBlank(start))) {
            start++;
        }
        if (start == end) {
            return whole(lines);
        }
        return spanOf(lines, behindOld[end] > start ? 0 : start, end);
    }

    /** Says of each line whether it is old, and where everything below is. */
    private void mark() {
        Attributions attributions = new Attributions(lines);
        HeaderBlocks headers = new HeaderBlocks(lines);
        boolean text = false;
        int line = 0;
        while (line < limit) {
            int end = attributions.endingFrom(line, limit);
            if (lines.isQuote(line) && end == line) {
                line = quotation(line);
            } else if (end > line) {
                line = attribution(line, end, text);
            } else if (Marks.isForward(lines.stripped(line))) {
                return; // what somebody passes on is new to the recipient
            } else if (beginsHistory(headers, line)) {
                limit = text ? line : limit;
                return;
            } else {
                text |= !lines.isBlank(line);
                line++;
            }
        }
    }

    private boolean beginsHistory(HeaderBlocks headers, int line) {
        return lines.role(line) == Role.HISTORY || headers.beginsAt(line) || Marks.isOriginal(lines.stripped(line));
    }

    /** Several quoted lines are old. One by itself, without a word on whose it is, may be anything that begins with this sign. */
    private int quotation(int line) {
        int end = line;
        while (end < limit && lines.isQuote(end)) {
            end++;
        }
        boolean attributed = line > 0 && old[previousFilled(line)];
        if (end - line > 1 || attributed || lines.text().charAt(lines.start(line)) != '>') {
            markOld(line, end);
        }
        return end;
    }

    private int attribution(int line, int end, boolean text) {
        int next = lines.nextFilled(end, limit);
        if (next == limit || lines.isQuote(next)) {
            markOld(line, next);
            return end;
        }
        limit = text ? line : limit; // some clients do not mark what they quote
        return text ? limit : end;
    }

    private void markOld(int from, int to) {
        for (int i = from; i < to; i++) {
            old[i] = true;
        }
    }

    private int previousFilled(int line) {
        int previous = line - 1;
        while (previous > 0 && lines.isBlank(previous)) {
            previous--;
        }
        return previous;
    }

    private int withoutOld(int end) {
        int last = end;
        while (last > 0 && (old[last - 1] || lines.isBlank(last - 1))) {
            last--;
        }
        return last;
    }

    /** @param cut whether something was below, from which a line drawn across would have set it apart */
    private int withoutRules(int end, boolean cut) {
        int last = end;
        while (cut && last > 0 && (lines.isBlank(last - 1) || Marks.isRule(lines.stripped(last - 1)))) {
            last--;
        }
        return last;
    }

    private void noteOld() {
        for (int line = 0; line < old.length; line++) {
            behindOld[line + 1] = old[line] ? line + 1 : behindOld[line];
        }
    }

    private static Span spanOf(Lines lines, int from, int to) {
        int first = lines.nextFilled(from, to);
        if (first == to) {
            return new Span(lines.start(from), lines.start(from));
        }
        int last = to - 1;
        while (lines.isBlank(last)) {
            last--;
        }
        int end = lines.end(last);
        while (Blanks.isBlank(lines.text().charAt(end - 1))) {
            end--;
        }
        return new Span(lines.start(first), end);
    }
}
