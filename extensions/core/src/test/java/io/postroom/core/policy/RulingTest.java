package io.postroom.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.ArcFinding;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulingTest {
    private static final MailDomain EXAMPLE = new MailDomain("example.com");
    private static final MailDomain OURS = new MailDomain("agents.example");

    private static SenderEvidence evidence(Result spf, Result dkim, Result dmarc, DmarcPolicy policy) {
        boolean passes = dmarc == Result.PASS;
        List<DkimFinding> signatures =
                dkim == Result.NONE ? List.of() : List.of(new DkimFinding(dkim, Optional.of(EXAMPLE), "s", ""));
        return new SenderEvidence(
                new Authentication(
                        new SpfFinding(spf, SpfFinding.Identity.MAIL_FROM, Optional.of(EXAMPLE), ""),
                        signatures,
                        new DmarcFinding(
                                dmarc, Optional.of(EXAMPLE), policy, passes ? Alignment.SPF : Alignment.NONE, "so"),
                        ArcFinding.none("")),
                Optional.empty());
    }

    private static TrustPolicy policy(String failed, String unproven) {
        return new TrustPolicy(Map.of(
                Suspicion.FAILED, Suspicion.FAILED.treatment(failed),
                Suspicion.UNPROVEN, Suspicion.UNPROVEN.treatment(unproven),
                Suspicion.BLOCKED, Treatment.LABEL));
    }

    private static String word(Ruling ruling) {
        if (ruling instanceof Ruling.Taken taken) {
            return taken.labelled() ? "label" : "take";
        }
        return ruling instanceof Ruling.Refused refused ? refused.reason().wireName() : "later";
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, NONE, PASS, REJECT, reject, reject, take",
        "NONE, NONE, FAIL, REJECT, reject, label, dmarc_failed",
        "NONE, NONE, FAIL, QUARANTINE, reject, label, dmarc_failed",
        "PASS, PASS, FAIL, REJECT, label, reject, label",
        "PASS, PASS, FAIL, REJECT, accept, label, take",
        "PASS, PASS, FAIL, NONE, reject, label, label",
        "PASS, PASS, FAIL, NONE, reject, reject, unproven",
        "NONE, NONE, NONE, NONE, reject, label, label",
        "NONE, NONE, NONE, NONE, reject, accept, take",
        "NONE, NONE, NONE, NONE, accept, reject, unproven",
        "FAIL, FAIL, PERMERROR, NONE, reject, label, label",
        // what DNS does not say now
        "TEMPERROR, NONE, TEMPERROR, NONE, reject, label, later",
        "TEMPERROR, NONE, TEMPERROR, NONE, reject, accept, later",
        "TEMPERROR, NONE, TEMPERROR, NONE, label, reject, later",
        "TEMPERROR, NONE, TEMPERROR, NONE, label, label, label",
        "TEMPERROR, NONE, TEMPERROR, NONE, label, accept, label",
        "TEMPERROR, NONE, TEMPERROR, NONE, accept, accept, take",
        "TEMPERROR, NONE, NONE, NONE, reject, label, label",
        "NONE, TEMPERROR, NONE, NONE, reject, reject, later",
        "TEMPERROR, TEMPERROR, FAIL, REJECT, reject, label, dmarc_failed"
    })
    void followsTheWordForTheCase(
            Result spf,
            Result dkim,
            Result dmarc,
            DmarcPolicy policy,
            String failed,
            String unproven,
            String expected) {
        assertThat(word(Ruling.of(evidence(spf, dkim, dmarc, policy), policy(failed, unproven))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"reject,own_domain_forged", "label,label", "accept,take"})
    void aForgedDomainOfOursHasFailedWhateverElsePasses(String failed, String expected) {
        SenderEvidence forged = new SenderEvidence(
                evidence(Result.PASS, Result.NONE, Result.PASS, DmarcPolicy.REJECT)
                        .authentication(),
                Optional.of(OURS));

        assertThat(forged.authenticated()).isFalse();
        assertThat(forged.authenticDomain()).isEmpty();
        assertThat(word(Ruling.of(forged, policy(failed, "accept")))).isEqualTo(expected);
    }

    @Test
    void aSignatureOfOursThatCannotBeCheckedNowPutsOff() {
        SenderEvidence checked = evidence(Result.NONE, Result.NONE, Result.FAIL, DmarcPolicy.REJECT);
        DkimFinding unknown = new DkimFinding(Result.TEMPERROR, Optional.of(OURS), "s", "");
        Authentication authentication = new Authentication(
                checked.authentication().spf(),
                List.of(unknown),
                checked.authentication().dmarc(),
                ArcFinding.none(""));

        Ruling below = Ruling.of(
                new SenderEvidence(authentication, Optional.of(new MailDomain("x.agents.example"))),
                policy("reject", "label"));
        Ruling other = Ruling.of(
                new SenderEvidence(authentication, Optional.of(new MailDomain("notagents.example"))),
                policy("reject", "label"));

        assertThat(word(below)).isEqualTo("later");
        assertThat(word(other)).isEqualTo("own_domain_forged");
    }

    @Test
    void aDomainOfOursIsPutOffWhileNoSignatureWasLookedAt() {
        SenderEvidence checked = evidence(Result.TEMPERROR, Result.NONE, Result.TEMPERROR, DmarcPolicy.NONE);
        Authentication busy = new Authentication(
                checked.authentication().spf(),
                List.of(new DkimFinding(Result.TEMPERROR, Optional.empty(), "", "too many")),
                checked.authentication().dmarc(),
                ArcFinding.none(""));

        assertThat(word(Ruling.of(new SenderEvidence(busy, Optional.of(OURS)), policy("reject", "label"))))
                .isEqualTo("later");
    }

    @Test
    void mailThatIsNotCheckedIsNotJudged() {
        assertThat(SenderEvidence.LOCAL.authenticated()).isFalse();
        assertThat(word(Ruling.of(SenderEvidence.LOCAL, policy("reject", "reject"))))
                .isEqualTo("take");
    }

    @Test
    void evidenceComesBackFromTheAttributeAsItWas() {
        SenderEvidence some = evidence(Result.SOFTFAIL, Result.FAIL, Result.FAIL, DmarcPolicy.QUARANTINE);
        SenderEvidence forged = new SenderEvidence(some.authentication(), Optional.of(OURS));

        for (SenderEvidence evidence : List.of(some, forged, SenderEvidence.LOCAL)) {
            assertThat(SenderEvidence.read(evidence.write(OURS))).contains(evidence);
        }
        assertThat(SenderEvidence.read(List.of())).isEmpty();
        assertThat(SenderEvidence.read(List.of("x", ""))).isEmpty();
    }
}
