package io.postroom.core.trust;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DmarcFinding.Alignment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known about who sent a message.
 *
 * @param dkim one for each signature that was looked at; empty if there is none
 */
public record Authentication(SpfFinding spf, List<DkimFinding> dkim, DmarcFinding dmarc, ArcFinding arc) {
    private static final List<Result> BY_WEIGHT =
            List.of(Result.PASS, Result.TEMPERROR, Result.FAIL, Result.POLICY, Result.PERMERROR, Result.NEUTRAL);

    public Authentication {
        dkim = List.copyOf(dkim);
    }

    /** Nothing was checked. */
    public static Authentication none(String reason) {
        return new Authentication(
                SpfFinding.none(reason), List.of(), DmarcFinding.none(reason), ArcFinding.none(reason));
    }

    /**
     * Whether something proves that the message is of the domain in its {@code From}: it passes DMARC or, where that domain has published
     * no policy, an aligned SPF or DKIM check. Where the policy is not known for now, nothing is proved.
     */
    public boolean authenticated() {
        return switch (dmarc.result()) {
            case PASS -> true;
            case NONE -> dmarc.aligned() != Alignment.NONE;
            default -> false;
        };
    }

    /** The domain in {@code From}, if the message is proved to be of it. */
    public Optional<MailDomain> alignedDomain() {
        return authenticated() ? dmarc.from() : Optional.empty();
    }

    /** Whether there is anything to go by: a sender policy, a signature or a DMARC policy, whatever came of it. */
    public boolean hasEvidence() {
        return Stream.of(spf.result(), dkimResult(), dmarc.result()).anyMatch(result -> result != Result.NONE);
    }

    /**
     * Whether the message is not authenticated, but may be another time, when DNS answers what it did not answer now. A message that fails
     * DMARC fails whatever else is unknown.
     */
    public boolean temporarilyUnknown() {
        return !authenticated()
                && switch (dmarc.result()) {
                    case TEMPERROR -> true;
                    case NONE -> spf.result() == Result.TEMPERROR || dkimResult() == Result.TEMPERROR;
                    default -> false;
                };
    }

    /** Of all signatures together: the best one counts; {@link Result#NONE} without any. */
    public Result dkimResult() {
        return BY_WEIGHT.stream()
                .filter(result -> dkim.stream().anyMatch(signature -> signature.result() == result))
                .findFirst()
                .orElse(Result.NONE);
    }
}
