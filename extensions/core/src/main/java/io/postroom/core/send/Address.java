package io.postroom.core.send;

import io.postroom.core.account.MailDomain;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox that mail can be sent to, with the name that is shown for it.
 *
 * @param name empty if there is none; no control characters
 * @param mailbox {@code local@domain} in ASCII, the domain in lower case; an internationalised domain in its ASCII form (RFC 5891)
 */
public record Address(Optional<String> name, String mailbox) {
    private static final int MAX_OCTETS = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static final int MAX_LOCAL_PART = 64; // RFC 5321 §4.5.3.1.1
    private static final int MAX_NAME = 256;
    private static final Pattern LOCAL_PART = // RFC 5321 §4.1.2, Dot-string
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /** @throws IllegalArgumentException if it is not as the class describes */
    public Address {
        name = name.filter(text -> !text.isEmpty());
        if (name.filter(Address::isBadName).isPresent()) {
            throw new IllegalArgumentException("a name has at most " + MAX_NAME + " characters, none of control");
        }
        mailbox = checked(mailbox);
    }

    private static boolean isBadName(String name) {
        return name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl);
    }

    private static String checked(String mailbox) {
        int at = mailbox.lastIndexOf('@');
        if (at < 1
                || at > MAX_LOCAL_PART
                || !LOCAL_PART.matcher(mailbox.substring(0, at)).matches()) {
            throw notAnAddress();
        }
        String checked = mailbox.substring(0, at) + '@' + domain(mailbox.substring(at + 1));
        if (checked.length() > MAX_OCTETS) {
            throw notAnAddress();
        }
        return checked;
    }

    private static String domain(String text) {
        try {
            return new MailDomain(IDN.toASCII(text)).value();
        } catch (IllegalArgumentException e) {
            throw notAnAddress();
        }
    }

    private static IllegalArgumentException notAnAddress() {
        return new IllegalArgumentException("not an address such as ann@example.com or Ann <ann@example.com>");
    }

    /**
     * The address that {@code text} spells: {@code ann@example.com}, {@code Ann <ann@example.com>} or
     * {@code "Example, Ann" <ann@example.com>}.
     *
     * @throws IllegalArgumentException if it spells none
     */
    public static Address parse(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address has no line breaks and no other control characters");
        }
        String trimmed = text.strip();
        int open = trimmed.lastIndexOf('<');
        if (open < 0 || !trimmed.endsWith(">")) {
            return new Address(Optional.empty(), trimmed);
        }
        String name = unquoted(trimmed.substring(0, open).strip());
        return new Address(
                Optional.of(name),
                trimmed.substring(open + 1, trimmed.length() - 1).strip());
    }

    /** RFC 5322 §3.2.4: what stands between the quotes, each backslash giving the character behind it. */
    private static String unquoted(String name) {
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1") : name;
    }

    /** The same for all spellings of one mailbox; see {@link io.postroom.core.account.InboxId}. */
    public String key() {
        return mailbox.toLowerCase(Locale.ROOT);
    }

    public MailDomain domain() {
        return new MailDomain(mailbox.substring(mailbox.lastIndexOf('@') + 1));
    }

    @Override
    public String toString() {
        return name.map(text -> text + " <" + mailbox + ">").orElse(mailbox);
    }
}
