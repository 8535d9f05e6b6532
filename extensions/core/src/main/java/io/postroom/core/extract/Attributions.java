package io.postroom.core.extract;

import java.util.Locale;
import java.util.Set;

/**
 * Finds lines that say whose words follow: {@code On Mon, 2 Jan 2026 at 10:00, Ann <ann@example.com> wrote:}, in the languages of the mail
 * clients. They may be broken into several lines.
 */
final class Attributions {
    private static final int MAX_LINES = 4;
    private static final int MAX_CHARACTERS = 500;
    private static final int MAX_BARE = 80;

    /** How such lines begin where they do not begin with the date or the name. */
    private static final Set<String> OPENERS = Set.copyOf(
            Phrases.of("on|am|le|el|il|em|op|w|dnia|den|på|dne|dňa|în|в|у|vào|στις|pada|on,|pe|a|al|die|lø|ngày|dana"));

    /** In lower case. Those in letters are looked for at the beginnings of words. */
    private static final Set<String> VERBS = Set.copyOf(Phrases.of(
            "wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|escribio|escribe|escreveu|ha scritto|scrive",
            "scritto|schreef|geschreven|napisał|pisze|skrev|napsal|napísal|kirjoitti|írta|написал|пишет|писал",
            "написав|пише|yazdı|yazmış|a scris|έγραψε|đã viết|menulis|napisao|napisal|escrigué|va escriure|כתב|كتب",
            "写道|写到|寫道|書きました|のメール|님이 작성|작성"));

    private final Lines lines;

    Attributions(Lines lines) {
        this.lines = lines;
    }

    /**
     * The line behind the attribution that begins with this one; {@code line} if none begins here.
     *
     * @param limit lines from here on are not looked at
     */
    int endingFrom(int line, int limit) {
        int found = endingAt(line, limit, false);
        // text above may begin as an attribution does: the last line with which one can begin is its beginning
        for (int later = line + 1; later < found; later++) {
            if (endingAt(later, limit, true) == found) {
                return line;
            }
        }
        return found;
    }

    private int endingAt(int line, int limit, boolean strict) {
        StringBuilder joined = new StringBuilder();
        boolean quoted = lines.isQuote(line);
        for (int i = line; i < Math.min(limit, line + MAX_LINES); i++) {
            if (lines.isBlank(i) || lines.isQuote(i) != quoted || lines.length(i) + joined.length() > MAX_CHARACTERS) {
                return line;
            }
            joined.append(i > line ? " " : "").append(lines.stripped(i));
            if (endsWithColon(joined)) {
                String text = joined.toString().toLowerCase(Locale.ROOT);
                boolean begins = begins(text);
                boolean whole = i == line || begins || lines.stripped(line).indexOf('@') >= 0;
                return whole && (begins || !strict) && isAttribution(text, i, limit, strict) ? i + 1 : line;
            }
        }
        return line;
    }

    private static boolean endsWithColon(CharSequence text) {
        int last = text.length() - 1;
        while (last > 0 && (text.charAt(last) == '*' || text.charAt(last) == '_')) {
            last--;
        }
        return last > 0 && (text.charAt(last) == ':' || text.charAt(last) == '\uFF1A');
    }

    /** @param strict whether it must have a date, whatever follows */
    private boolean isAttribution(String lower, int lastLine, int limit, boolean strict) {
        boolean address = lower.indexOf('@') > 0;
        if (!hasVerb(lower)) {
            return address && isDated(lower) && (lower.endsWith(">:") || lower.endsWith("):"));
        }
        if (isDated(lower)) {
            return address || begins(lower);
        }
        int next = lines.nextFilled(lastLine + 1, limit);
        boolean quoteFollows = !strict && next < limit && lines.isQuote(next);
        return quoteFollows && (address || lower.length() <= MAX_BARE);
    }

    private static boolean hasVerb(String lower) {
        return VERBS.stream().anyMatch(verb -> {
            int at = lower.indexOf(verb);
            return at > 0 && (verb.charAt(0) > '\u2E80' || !Character.isLetter(lower.charAt(at - 1)));
        });
    }

    /** A word that such lines begin with, or the date itself; whatever mail clients put in front is passed over. */
    private static boolean begins(String lower) {
        int start = 0;
        while (start < lower.length() && !Character.isLetterOrDigit(lower.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < lower.length() && !Blanks.isBlank(lower.charAt(end))) {
            end++;
        }
        return start < lower.length()
                && (Character.isDigit(lower.charAt(start))
                        || lower.charAt(start) > '\u2E80'
                        || OPENERS.contains(lower.substring(start, end)));
    }

    /** Two numbers with a sign of dates or times between them, or four digits in a row. */
    private static boolean isDated(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean between = run > 0 && i + 1 < text.length() && Character.isDigit(text.charAt(i + 1));
            if (between && ":./-h\u5E74\u6708".indexOf(c) >= 0) {
                return true;
            }
            run = Character.isDigit(c) ? run + 1 : 0;
            if (run == 4) {
                return true;
            }
        }
        return false;
    }
}
