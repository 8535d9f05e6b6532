package io.postroom.core.policy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.DmarcPolicy;
import java.util.Optional;

/** What a policy makes of a mail. */
public sealed interface Ruling {
    /**
     * It comes in.
     *
     * @param labelled whether it is {@code unauthenticated}
     */
    record Taken(boolean labelled) implements Ruling {}

    /**
     * It does not, ever.
     *
     * @param why for the sender: one line of printable ASCII without a full stop
     */
    record Refused(RefusalReason reason, String why) implements Ruling {}

    /** It may, another time: what decides cannot be found out now. */
    record PutOff(String why) implements Ruling {}

    /** The ruling for one inbox, whose policy says something of each suspicion. */
    static Ruling of(SenderEvidence evidence, TrustPolicy policy) {
        Optional<Suspicion> suspicion = evidence.suspicion();
        if (suspicion.isEmpty()) {
            return new Taken(false);
        }
        Treatment treatment = treatment(evidence, policy, suspicion.get());
        return switch (treatment) {
            case ACCEPT -> new Taken(false);
            case LABEL -> new Taken(true);
            case REJECT ->
                evidence.mayBeLifted()
                        ? new PutOff("It cannot be found out now who sent this; try again later")
                        : refused(evidence, suspicion.get());
        };
    }

    /** The word for its case; the stricter of two while it is open which case it is. */
    private static Treatment treatment(SenderEvidence evidence, TrustPolicy policy, Suspicion suspicion) {
        Treatment own = policy.of(suspicion).orElseThrow();
        if (suspicion == Suspicion.FAILED || !evidence.mayHaveFailed()) {
            return own;
        }
        Treatment other = policy.of(Suspicion.FAILED).orElseThrow();
        return other.compareTo(own) < 0 ? other : own;
    }

    private static Ruling refused(SenderEvidence evidence, Suspicion suspicion) {
        if (evidence.forged().isPresent()) {
            return new Refused(
                    RefusalReason.OWN_DOMAIN_FORGED,
                    "From names " + evidence.forged().get() + ", and no valid signature is of that domain");
        }
        DmarcFinding dmarc = evidence.authentication().dmarc();
        String from = dmarc.from().map(MailDomain::value).orElse("the domain in From");
        if (suspicion == Suspicion.FAILED) {
            String wish = dmarc.policy() == DmarcPolicy.REJECT ? "refused" : "quarantined";
            return new Refused(
                    RefusalReason.DMARC_FAILED,
                    "DMARC fails, and " + from + " wants such mail " + wish + ": " + dmarc.reason());
        }
        return new Refused(RefusalReason.UNPROVEN, "Nothing proves that this is from " + from);
    }
}
