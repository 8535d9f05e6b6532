package io.postroom.core.list;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom an entry of a list is about: one address, {@code ann@example.com}, or all of a domain, {@code example.com}.
 *
 * <p>In lower case, an internationalised domain in its ASCII form (RFC 5891), so that all spellings are equal; see {@link InboxId} for why
 * letters of the local part do not differ. A domain does not stand for those below it.
 *
 * @param value not empty
 */
public record EntryName(String value) {
    private static final int MAX_LOCAL_PART = 64; // RFC 5321 §4.5.3.1.1; longer ones are in no list
    private static final int MAX_DOMAIN = 255; // RFC 5321 §4.5.3.1.2; longer ones are in no list

    /** What it names. */
    public enum Type {
        EMAIL("email"),
        DOMAIN("domain");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in the API. */
        public String wireName() {
            return wireName;
        }
    }

    /** @throws IllegalArgumentException if {@code value} is empty or not in lower case */
    public EntryName {
        if (value.isEmpty() || !value.equals(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not as entries are kept");
        }
    }

    /**
     * What {@code text} names.
     *
     * @throws IllegalArgumentException if it is neither an address nor a domain of at least two labels
     */
    public static EntryName parse(String text) {
        String trimmed = text.strip();
        int at = trimmed.lastIndexOf('@');
        try {
            String domain = new MailDomain(IDN.toASCII(trimmed.substring(at + 1))).value();
            if (at >= 0 && !trimmed.startsWith("*@")) { // there is no such mailbox; who writes it means the domain
                return new EntryName(new InboxId(trimmed.substring(0, at + 1) + domain).value());
            }
            if (at < 0 && domain.indexOf('.') > 0) {
                return new EntryName(domain);
            }
        } catch (IllegalArgumentException e) {
            throw notAnEntry();
        }
        throw notAnEntry();
    }

    private static IllegalArgumentException notAnEntry() {
        return new IllegalArgumentException(
                "neither an address such as ann@example.com nor a domain such as example.com");
    }

    /**
     * The names under which somebody can stand in a list: the address, then its domain. Reads what mail carries, however odd, as a receiver
     * would, so that nobody gets past a list by an unusual spelling; none for a text without an address.
     *
     * @param written {@code ann@example.com} or {@code Ann <ann@example.com>}
     */
    public static List<EntryName> of(String written) {
        int open = written.lastIndexOf('<');
        String address = written.substring(open + 1).replace(">", "").strip();
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return List.of();
        }
        List<EntryName> names = new ArrayList<>();
        domain(address.substring(at + 1)).ifPresent(domain -> {
            String local = unquoted(address.substring(0, at).strip()).toLowerCase(Locale.ROOT);
            if (local.length() <= MAX_LOCAL_PART) {
                names.add(new EntryName(local + '@' + domain));
            }
            names.add(new EntryName(domain));
        });
        return names;
    }

    /** RFC 5321 §4.1.2: a local part in quotes is the same as without, where it needs none. */
    private static String unquoted(String local) {
        boolean quoted = local.length() >= 2 && local.startsWith("\"") && local.endsWith("\"");
        return quoted ? local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1") : local;
    }

    /** A dot at the end is the root's; what has no ASCII form is kept as it is, and stands in no list. */
    private static Optional<String> domain(String written) {
        String bare = written.strip();
        while (bare.endsWith(".")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (bare.isEmpty() || bare.length() > MAX_DOMAIN) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(bare).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.of(bare.toLowerCase(Locale.ROOT));
        }
    }

    public Type type() {
        return value.indexOf('@') < 0 ? Type.DOMAIN : Type.EMAIL;
    }

    @Override
    public String toString() {
        return value;
    }
}
