package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import java.util.List;

/**
 * Whether the chain of those who passed a message on is whole (RFC 8617). It says who vouches, not whether to believe them: nothing is
 * authenticated by it.
 *
 * @param sealers the domains that sealed the message, the first to do so first; as they claim, unless the result is {@link Result#PASS}
 */
public record ArcFinding(Result result, List<MailDomain> sealers, String reason) implements Finding {
    public ArcFinding {
        sealers = List.copyOf(sealers);
        reason = Finding.plain(reason);
    }

    /** Nothing was checked, or there is no chain. */
    public static ArcFinding none(String reason) {
        return new ArcFinding(Result.NONE, List.of(), reason);
    }
}
