package io.postroom.core.signal;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A host or a domain of mail.
 *
 * @param ascii in lower case, RFC 5890's A-labels
 * @param unicode the same with U-labels
 */
record HostName(String ascii, String unicode) {
    private static final int MAX = 253; // RFC 1035 §2.3.4, less the root dot and its length octet
    private static final int SCHEME_MAX = 12;
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

    /** Under many domains of countries, names are registered one level further down. */
    private static final Set<String> SECOND_LEVEL = Set.of(
            "ac", "co", "com", "edu", "gob", "gouv", "gov", "gv", "id", "info", "ltd", "me", "mil", "ne", "net", "nom",
            "or", "org", "plc", "sch");

    /** UTS 39 §5.2, Highly Restrictive: scripts that are written together. */
    private static final List<Set<UnicodeScript>> TOGETHER = List.of(
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    /** Reads a domain as written, with A-labels or U-labels; empty if it is none. */
    static Optional<HostName> of(String written) {
        String bare = written.strip();
        if (bare.endsWith(".")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (bare.isEmpty() || bare.length() > MAX) {
            return Optional.empty();
        }
        try {
            String ascii = IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return SYNTAX.matcher(ascii).matches()
                    ? Optional.of(new HostName(ascii, IDN.toUnicode(ascii, IDN.ALLOW_UNASSIGNED)))
                    : Optional.empty();
        } catch (IllegalArgumentException noDomain) {
            return Optional.empty();
        }
    }

    /** The domain of {@code ann@example.com}; empty if it has none. */
    static Optional<HostName> ofAddress(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? Optional.empty() : of(address.substring(at + 1));
    }

    /**
     * The host that a browser would go to for this URL; empty if it goes to none. What stands before an {@code @} is no host, and a backslash is
     * a slash (WHATWG URL §4.4).
     */
    static Optional<HostName> ofUrl(String url) {
        String slashed = url.strip().replace('\\', '/');
        int colon = slashed.substring(0, Math.min(slashed.length(), SCHEME_MAX)).indexOf(':');
        String scheme = colon < 0 ? "" : slashed.substring(0, colon).toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https") || (colon < 0 && slashed.startsWith("//"));
        if (!web) {
            return Optional.empty();
        }
        int start = colon + 1;
        while (start < slashed.length() && slashed.charAt(start) == '/') {
            start++;
        }
        int end = start;
        while (end < slashed.length() && "/?#".indexOf(slashed.charAt(end)) < 0) {
            end++;
        }
        String authority = slashed.substring(start, end);
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int port = host.indexOf(':');
        return of(port < 0 ? host : host.substring(0, port));
    }

    /**
     * The part that somebody registered, as far as its form tells: two labels, or three below such as {@code co.uk}. DNS is not asked when a
     * message is read.
     */
    HostName registered() {
        String[] labels = ascii.split("\\.");
        int count = labels.length;
        if (count <= 2 || isNumeric(labels[count - 1])) {
            return this;
        }
        boolean deeper = labels[count - 1].length() == 2 && SECOND_LEVEL.contains(labels[count - 2]);
        int kept = Math.min(count, deeper ? 3 : 2);
        return new HostName(lastLabels(ascii, kept), lastLabels(unicode, kept));
    }

    boolean isOfTheSame(HostName other) {
        return registered().ascii().equals(other.registered().ascii());
    }

    private static boolean isNumeric(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String lastLabels(String name, int count) {
        int from = name.length();
        for (int i = 0; i < count && from > 0; i++) {
            from = name.lastIndexOf('.', from - 1);
        }
        return name.substring(from + 1);
    }

    /** The scripts of a label in which they are mixed as nobody writes; empty if there is no such label. */
    Set<UnicodeScript> mixedScripts() {
        for (String label : unicode.split("\\.")) {
            Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
            label.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
            scripts.remove(UnicodeScript.COMMON);
            scripts.remove(UnicodeScript.INHERITED);
            if (scripts.size() > 1 && TOGETHER.stream().noneMatch(together -> together.containsAll(scripts))) {
                return scripts;
            }
        }
        return Set.of();
    }

    boolean isInternational() {
        return !unicode.equals(ascii);
    }

    /** How many of its characters are no letters of ASCII: the one of two look-alikes that has more of them imitates the other. */
    long oddity() {
        return unicode.codePoints()
                .filter(c -> (c < 'a' || c > 'z') && c != '.')
                .count();
    }
}
