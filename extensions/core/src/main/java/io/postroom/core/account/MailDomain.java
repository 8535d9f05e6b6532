package io.postroom.core.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain that receives mail, in lower case: {@code agents.example}.
 */
public record MailDomain(String value) {
    private static final int MAX_OCTETS = 253; // RFC 1035 §2.3.4, less the root dot and its length octet
    private static final Pattern FORM = // RFC 5321 §4.1.2: sub-domains of letters, digits and inner hyphens
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** @throws IllegalArgumentException if {@code value} is no domain name */
    public MailDomain {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > MAX_OCTETS || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a domain name");
        }
    }

    /** The domain this one is directly under; empty for a name of one label. */
    public Optional<MailDomain> parent() {
        int dot = value.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(new MailDomain(value.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return value;
    }
}
