package io.postroom.core.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of an inbox, which is also its identifier: {@code support@agents.example}.
 *
 * <p>Kept in lower case, so two spellings of one mailbox are equal. RFC 5321 §2.4 calls local parts case-sensitive and advises
 * against relying on it; this server does not.
 */
public record InboxId(String value) {
    private static final int MAX_OCTETS = 254; // RFC 5321 §4.5.3.1.3, less the angle brackets
    private static final int MAX_LOCAL_PART = 64; // RFC 5321 §4.5.3.1.1
    private static final Pattern LOCAL_PART = // RFC 5321 §4.1.2, Dot-string
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    /** @throws IllegalArgumentException if {@code value} is no mailbox of a permitted length */
    public InboxId {
        value = value.toLowerCase(Locale.ROOT);
        int at = value.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL_PART || value.length() > MAX_OCTETS) {
            throw new IllegalArgumentException("not a mailbox address");
        }
        if (!LOCAL_PART.matcher(value.substring(0, at)).matches()) {
            throw new IllegalArgumentException("not a mailbox address");
        }
        new MailDomain(value.substring(at + 1));
    }

    /** Empty if {@code text} is no mailbox of a permitted length: what people send mail to, or log in as, need not be an inbox. */
    public static Optional<InboxId> tryParse(String text) {
        try {
            return Optional.of(new InboxId(text));
        } catch (IllegalArgumentException noInboxCanHaveThisAddress) {
            return Optional.empty();
        }
    }

    /** The part before the last {@code @}. */
    public String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    public MailDomain domain() {
        return new MailDomain(value.substring(value.lastIndexOf('@') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
