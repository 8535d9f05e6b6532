package io.postroom.core.extract;

import io.postroom.core.extract.HtmlText.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds links by which somebody confirms an address, sets a password, or signs in. Such a link is made for one recipient: it says what it does, in
 * its words or its path, and holds something that cannot be guessed.
 */
final class LinkFinder {
    private static final int MAX_LINKS = 10;
    private static final int MAX_URL = 4000;
    private static final int MAX_WORDS = 120;
    private static final int MIN_WORDS = 3;
    private static final int MIN_SECRET = 16;
    private static final int MIN_PARAMETER = 10;
    private static final int MIN_SHORT_SECRET = 6;

    private final boolean signIn;
    private final List<Link> found = new ArrayList<>();

    /** @param message the subject and texts */
    LinkFinder(String message) {
        this.signIn = LinkWords.isSignInMail(message.toLowerCase(Locale.ROOT));
    }

    List<Link> found() {
        return List.copyOf(found);
    }

    /** Looks through a plain text; what stands before an address on its line, or on the line above, are its words. */
    void lookThrough(Lines lines, Span part) {
        String text = lines.text();
        int line = 0;
        int at = nextUrl(text, part.start(), part.end());
        while (at < part.end() && found.size() < MAX_LINKS) {
            while (lines.end(line) < at) {
                line++;
            }
            int end = endOfUrl(text, at, lines.end(line));
            String words = text.substring(Math.max(lines.start(line), at - MAX_WORDS), at);
            String around = words.strip().length() < MIN_WORDS ? above(lines, line) : words;
            consider(text.substring(at, end), around, Optional.empty(), new Place(Place.Field.TEXT, new Span(at, end)));
            at = nextUrl(text, end, part.end());
        }
    }

    private static String above(Lines lines, int line) {
        int above = line - 1;
        while (above >= 0 && line - above <= 3 && lines.isBlank(above)) {
            above--;
        }
        if (above < 0 || line - above > 3) {
            return "";
        }
        String words = lines.text()
                .substring(lines.start(above), Math.min(lines.end(above), lines.start(above) + MAX_WORDS * 2));
        return words.contains("://") ? "" : words;
    }

    private static int nextUrl(String text, int from, int limit) {
        for (int at = text.indexOf("http", from); at >= 0 && at < limit; at = text.indexOf("http", at + 1)) {
            if (text.startsWith("://", at + 4) || text.startsWith("s://", at + 4)) {
                return at;
            }
        }
        return limit;
    }

    private static int endOfUrl(String text, int start, int limit) {
        int end = start;
        while (end < limit
                && text.charAt(end) > ' '
                && text.charAt(end) < '\u2E80'
                && "<>\"`|\\^{}[]\u00A0".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (end > start && ".,;:!?)'*_\u2019\u201D".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** Looks through the links of an HTML text. */
    void lookThrough(HtmlText html, Span part) {
        String text = html.lines().text();
        for (Anchor anchor : html.anchors()) {
            if (found.size() < MAX_LINKS
                    && part.contains(anchor.words().start(), anchor.words().start())) {
                String words = Blanks.strip(
                        text,
                        anchor.words().start(),
                        Math.min(anchor.words().end(), anchor.words().start() + MAX_WORDS));
                boolean isAddress = words.isEmpty() || words.contains("://");
                consider(
                        anchor.url(),
                        isAddress ? before(html.lines(), anchor.words().start()) : words,
                        Optional.of(words).filter(shown -> !isAddress),
                        new Place(Place.Field.HTML, anchor.tag()));
            }
        }
    }

    private static String before(Lines lines, int start) {
        String words = lines.text().substring(Math.max(0, start - MAX_WORDS), start);
        int address = words.lastIndexOf("://");
        return address < 0 ? words : words.substring(address + 3);
    }

    private void consider(String url, String words, Optional<String> shown, Place place) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean web = lower.startsWith("https://") || lower.startsWith("http://");
        if (!web
                || url.length() > MAX_URL
                || found.stream().anyMatch(link -> link.url().equals(url))) {
            return;
        }
        if (isOfInterest(url, lower, words.toLowerCase(Locale.ROOT), shown.isPresent())) {
            found.add(new Link(url, shown, place));
        }
    }

    private boolean isOfInterest(String url, String lower, String words, boolean own) {
        boolean confirms = LinkWords.isConfirm(words);
        if (LinkWords.isOtherPlace(lower) || (LinkWords.isOther(words) && (own || !confirms))) {
            return false;
        }
        boolean place = LinkWords.isConfirmPlace(lower.substring(Math.max(0, lower.indexOf('/', 8))));
        boolean secret = hasSecret(url);
        return (confirms && (place || secret)) || (place && secret) || (signIn && secret && LinkWords.isSignIn(words));
    }

    /** Something long with letters and digits in its path or its parameters, or a short one in a parameter named for it. */
    private static boolean hasSecret(String url) {
        int path = url.indexOf('/', 8);
        if (path < 0) {
            return false;
        }
        int start = path;
        for (int i = path; i <= url.length(); i++) {
            boolean ends = i == url.length() || "/?&=#;%.".indexOf(url.charAt(i)) >= 0;
            if (ends) {
                if (isSecret(url, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isSecret(String url, int start, int end) {
        int digits = 0;
        int letters = 0;
        for (int i = start; i < end; i++) {
            digits += Character.isDigit(url.charAt(i)) ? 1 : 0;
            letters += Character.isLetter(url.charAt(i)) ? 1 : 0;
        }
        boolean parameter = start > 0 && url.charAt(start - 1) == '=';
        boolean named = parameter && isNamedSecret(url, start - 1);
        int length = end - start;
        return (length >= (parameter ? MIN_PARAMETER : MIN_SECRET) && digits >= 2 && letters >= 2)
                || (named && length >= MIN_SHORT_SECRET);
    }

    private static boolean isNamedSecret(String url, int equals) {
        String before = url.substring(Math.max(0, equals - 20), equals).toLowerCase(Locale.ROOT);
        return before.endsWith("token")
                || before.endsWith("code")
                || before.endsWith("key")
                || before.endsWith("otp")
                || before.endsWith("hash")
                || before.endsWith("ticket")
                || before.endsWith("sig")
                || before.endsWith("secret");
    }
}
