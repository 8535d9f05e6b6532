package io.postroom.core.trust.spf;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names that can be asked for. */
final class DomainNames {
    private static final int LONGEST = 253; // RFC 1035 §2.3.4, without the root
    private static final Pattern NAME = Pattern.compile("[^.]{1,63}(\\.[^.]{1,63}){0,126}");
    private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63}){1,126}\\.?");

    private DomainNames() {}

    /** Whether the labels of {@code name} have the lengths of RFC 1035. */
    static boolean isName(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches();
    }

    /** Whether {@code domain} may have a record: it has several labels and is no address, RFC 7208 §4.3. */
    static boolean isQualified(String domain) {
        return domain.length() <= LONGEST && QUALIFIED.matcher(domain).matches();
    }

    /** Whether {@code name} is {@code domain} or below it. */
    static boolean isWithin(String name, String domain) {
        String lower = name.toLowerCase(Locale.ROOT);
        String above = domain.toLowerCase(Locale.ROOT);
        return lower.equals(above) || lower.endsWith('.' + above);
    }
}
