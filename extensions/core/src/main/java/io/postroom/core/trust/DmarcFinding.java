package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import java.util.Optional;

/**
 * Whether something that passed is of the domain in {@code From}, and what that domain wants done where not (RFC 7489).
 *
 * @param result {@link Result#NONE} if the domain has published no policy; what follows holds all the same
 * @param from the domain of the only author; empty if there is none or are several
 * @param policy what applies to a message that fails, after {@code sp}, {@code np} and {@code t}; {@link DmarcPolicy#NONE} without a record
 * @param aligned which methods passed for a domain that is aligned with {@code from}
 */
public record DmarcFinding(
        Result result, Optional<MailDomain> from, DmarcPolicy policy, Alignment aligned, String reason)
        implements Finding {

    /** Which methods passed, with alignment. */
    public enum Alignment {
        NONE,
        SPF,
        DKIM,
        BOTH;

        public static Alignment of(boolean spf, boolean dkim) {
            if (spf) {
                return dkim ? BOTH : SPF;
            }
            return dkim ? DKIM : NONE;
        }
    }

    public DmarcFinding {
        reason = Finding.plain(reason);
        boolean proved = aligned != Alignment.NONE;
        if (result == Result.PASS && !proved) {
            throw new IllegalArgumentException("nothing passes DMARC without alignment");
        }
        if (proved && from.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to be aligned with");
        }
    }

    /** Nothing was checked. */
    public static DmarcFinding none(String reason) {
        return new DmarcFinding(Result.NONE, Optional.empty(), DmarcPolicy.NONE, Alignment.NONE, reason);
    }
}
