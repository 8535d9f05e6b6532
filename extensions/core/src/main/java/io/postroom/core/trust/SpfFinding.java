package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import java.util.Optional;

/**
 * Whether the client may send for a domain (RFC 7208).
 *
 * @param identity which name of the SMTP dialogue was checked
 * @param domain the domain it names; empty if it names none
 */
public record SpfFinding(Result result, Identity identity, Optional<MailDomain> domain, String reason)
        implements Finding {

    /** A name that a client gives of itself. */
    public enum Identity {
        /** {@code MAIL FROM}, RFC 7208 §2.4. */
        MAIL_FROM,
        /** {@code HELO} or {@code EHLO}, checked where {@code MAIL FROM} is empty, RFC 7208 §2.3. */
        HELO
    }

    public SpfFinding {
        reason = Finding.plain(reason);
    }

    /** Nothing was checked. */
    public static SpfFinding none(String reason) {
        return new SpfFinding(Result.NONE, Identity.MAIL_FROM, Optional.empty(), reason);
    }
}
