package io.postroom.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.SpfFinding.Identity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthenticationTest {
    private static final MailDomain AUTHOR = new MailDomain("example.org");

    @Test
    void isAuthenticatedByDmarc() {
        Authentication proved = of(Result.NONE, Result.PASS, Result.PASS, Alignment.DKIM);

        assertThat(proved.authenticated()).isTrue();
        assertThat(proved.alignedDomain()).contains(AUTHOR);
        assertThat(proved.hasEvidence()).isTrue();
        assertThat(proved.temporarilyUnknown()).isFalse();
    }

    @Test
    void isAuthenticatedByAnAlignedCheckWhereThereIsNoPolicy() {
        assertThat(of(Result.PASS, Result.NONE, Result.NONE, Alignment.SPF).authenticated())
                .isTrue();
        assertThat(of(Result.PASS, Result.PASS, Result.NONE, Alignment.NONE).authenticated())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Result.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PASS", "NONE"})
    void isNotAuthenticatedByAnythingElse(Result dmarc) {
        Authentication unproved = of(Result.PASS, Result.PASS, dmarc, Alignment.BOTH);

        assertThat(unproved.authenticated()).isFalse();
        assertThat(unproved.alignedDomain()).isEmpty();
    }

    @Test
    void saysWhetherAnotherAttemptMayProveMore() {
        assertThat(of(Result.NONE, Result.NONE, Result.TEMPERROR, Alignment.NONE)
                        .temporarilyUnknown())
                .isTrue();
        assertThat(of(Result.TEMPERROR, Result.NONE, Result.NONE, Alignment.NONE)
                        .temporarilyUnknown())
                .isTrue();
        assertThat(of(Result.FAIL, Result.TEMPERROR, Result.NONE, Alignment.NONE)
                        .temporarilyUnknown())
                .isTrue();
        assertThat(of(Result.TEMPERROR, Result.NONE, Result.FAIL, Alignment.NONE)
                        .temporarilyUnknown())
                .isFalse();
        assertThat(of(Result.TEMPERROR, Result.PASS, Result.NONE, Alignment.DKIM)
                        .temporarilyUnknown())
                .isFalse();
    }

    @Test
    void hasNoEvidenceWhereNobodyPublishesAnything() {
        assertThat(Authentication.none("local").hasEvidence()).isFalse();
        assertThat(of(Result.NEUTRAL, Result.NONE, Result.NONE, Alignment.NONE).hasEvidence())
                .isTrue();
    }

    @Test
    void countsTheBestSignature() {
        Authentication mixed = new Authentication(
                SpfFinding.none(""),
                List.of(signature(Result.FAIL), signature(Result.PASS), signature(Result.TEMPERROR)),
                DmarcFinding.none(""),
                ArcFinding.none(""));

        assertThat(mixed.dkimResult()).isEqualTo(Result.PASS);
        assertThat(Authentication.none("").dkimResult()).isEqualTo(Result.NONE);
    }

    @Test
    void nothingPassesWithoutAlignment() {
        assertThatThrownBy(
                        () -> new DmarcFinding(Result.PASS, Optional.of(AUTHOR), DmarcPolicy.NONE, Alignment.NONE, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DmarcFinding(Result.NONE, Optional.empty(), DmarcPolicy.NONE, Alignment.SPF, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DkimFinding signature(Result result) {
        return new DkimFinding(result, Optional.of(AUTHOR), "s", "");
    }

    private static Authentication of(Result spf, Result dkim, Result dmarc, Alignment aligned) {
        return new Authentication(
                new SpfFinding(spf, Identity.MAIL_FROM, Optional.of(AUTHOR), ""),
                dkim == Result.NONE ? List.of() : List.of(signature(dkim)),
                new DmarcFinding(dmarc, Optional.of(AUTHOR), DmarcPolicy.REJECT, aligned, ""),
                ArcFinding.none(""));
    }
}
