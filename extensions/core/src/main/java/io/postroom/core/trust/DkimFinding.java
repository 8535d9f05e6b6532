package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What became of one DKIM signature (RFC 6376).
 *
 * @param domain who signed ({@code d=}); empty if the signature names no domain
 * @param selector which of the signer's keys ({@code s=}); empty if the signature names none
 */
public record DkimFinding(Result result, Optional<MailDomain> domain, String selector, String reason)
        implements Finding {
    private static final int LONGEST_SELECTOR = 253; // RFC 1035 §2.3.4
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST_SELECTOR + "}");

    public DkimFinding {
        selector = SELECTOR.matcher(selector).matches() ? selector : "";
        reason = Finding.plain(reason);
    }
}
