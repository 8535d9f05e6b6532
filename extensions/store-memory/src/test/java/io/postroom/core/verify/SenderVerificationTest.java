package io.postroom.core.verify;

import static io.postroom.core.verify.VerifyRig.ANN;
import static io.postroom.core.verify.VerifyRig.aligned;
import static io.postroom.core.verify.VerifyRig.dmarc;
import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListType;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.Result;
import io.postroom.core.verify.VerifiedSender.Way;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderVerificationTest {
    private static final String FROM = "Ann <Ann@Example.com>";
    private static final Optional<SenderAddress> PROVEN = Optional.of(ANN);

    private final VerifyRig rig = new VerifyRig();

    private boolean verified(Optional<SenderAddress> proven) {
        return rig.verification().judge(rig.inbox, FROM, proven).verified();
    }

    private boolean firstContact() {
        return rig.verification().judge(rig.inbox, FROM, PROVEN).firstContact();
    }

    private void verify() {
        rig.known.saveVerified(new VerifiedSender(Fixtures.SUPPORT, ANN, Way.CHALLENGE, Fixtures.NOW));
    }

    @Test
    void somebodyUnknownIsNotVerifiedHoweverWellProved() {
        assertThat(verified(PROVEN)).isFalse();
        assertThat(firstContact()).isTrue();
    }

    @Test
    void aVerifiedAddressIsOnlyWhereTheMessageIsProvedToBeOfIt() {
        verify();

        assertThat(verified(PROVEN)).isTrue();
        assertThat(verified(Optional.empty())).isFalse();
        assertThat(verified(SenderAddress.of("eve@example.com"))).isFalse();
        assertThat(rig.verification()
                        .judge(Fixtures.inbox(Fixtures.SALES), FROM, PROVEN)
                        .verified())
                .isFalse();
    }

    @Test
    void anEntryThatAllowsMailInVerifiesAndItsAbsenceDoesNot() {
        rig.allow(Direction.RECEIVE, ListType.BLOCK, "evil.example");
        assertThat(verified(PROVEN)).isFalse();

        rig.allow(Direction.SEND, ListType.ALLOW, "example.com");
        rig.allow(Direction.REPLY, ListType.ALLOW, "example.com");
        rig.clock.advance(Duration.ofMinutes(2));
        assertThat(verified(PROVEN)).isFalse();

        rig.allow(Direction.RECEIVE, ListType.ALLOW, "example.com");
        rig.clock.advance(Duration.ofMinutes(2));
        assertThat(verified(PROVEN)).isTrue();
        assertThat(verified(Optional.empty())).isFalse();

        rig.allow(Direction.RECEIVE, ListType.BLOCK, "ann@example.com");
        rig.clock.advance(Duration.ofMinutes(2));
        assertThat(verified(PROVEN)).isFalse();
    }

    @Test
    void whomTheInboxWroteToFirstIsACorrespondent() {
        rig.known.wereWrittenTo(Fixtures.SUPPORT, List.of(ANN), false, Fixtures.NOW);
        rig.known.wrote(Fixtures.SUPPORT, ANN, Fixtures.NOW.plusSeconds(1));

        assertThat(verified(PROVEN)).isTrue();
        assertThat(firstContact()).isFalse();
        assertThat(verified(Optional.empty())).isFalse();
    }

    @Test
    void whoWroteFirstIsNoneHoweverOftenAnAgentAnswers() {
        rig.known.wrote(Fixtures.SUPPORT, ANN, Fixtures.NOW);
        rig.known.wereWrittenTo(Fixtures.SUPPORT, List.of(ANN), true, Fixtures.NOW.plusSeconds(1));
        rig.known.wereWrittenTo(Fixtures.SUPPORT, List.of(ANN), false, Fixtures.NOW.plusSeconds(2));

        assertThat(verified(PROVEN)).isFalse();
        assertThat(firstContact()).isFalse();
    }

    /** As whoever writes chooses where answers go. */
    @Test
    void whoGetsAnAnswerIsNone() {
        rig.known.wereWrittenTo(Fixtures.SUPPORT, List.of(ANN), true, Fixtures.NOW);

        assertThat(verified(PROVEN)).isFalse();
        assertThat(firstContact()).isFalse();
    }

    @Test
    void correspondentsCanBeTurnedOff() {
        VerifyRig other = new VerifyRig(new VerificationSettings(true, false, true, 3));
        other.known.wereWrittenTo(Fixtures.SUPPORT, List.of(ANN), false, Fixtures.NOW);

        assertThat(other.verification().judge(other.inbox, FROM, PROVEN).verified())
                .isFalse();
    }

    @Test
    void nobodyIsWhereItIsTurnedOff() {
        VerifyRig off = new VerifyRig(new VerificationSettings(false, true, true, 3));
        off.known.saveVerified(new VerifiedSender(Fixtures.SUPPORT, ANN, Way.CALLER, Fixtures.NOW));
        off.known.wereWrittenTo(Fixtures.SUPPORT, List.of(ANN), false, Fixtures.NOW);
        off.allow(Direction.RECEIVE, ListType.ALLOW, "example.com");

        SenderVerification.Verdict verdict = off.verification().judge(off.inbox, FROM, PROVEN);

        assertThat(verdict.verified()).isFalse();
        assertThat(verdict.firstContact()).isFalse();
    }

    @Test
    void anInboxKnowsItself() {
        String from = "Support <support@agents.example>";
        Optional<SenderAddress> self = ProvenSender.ofSubmitter(from, "Support@agents.example");

        assertThat(rig.verification().judge(rig.inbox, from, self).verified()).isTrue();
        assertThat(rig.verification().judge(rig.inbox, from, Optional.empty()).verified())
                .isFalse();
    }

    @Test
    void aDomainThatPassesProvesAddressesOfItOnly() {
        assertThat(ProvenSender.of(FROM, aligned("example.com"))).contains(ANN);
        assertThat(ProvenSender.of(FROM, dmarc(Result.NONE, "example.com", Alignment.SPF)))
                .contains(ANN);
        SenderEvidence forged =
                new SenderEvidence(aligned("example.com").authentication(), Optional.of(new MailDomain("example.com")));
        assertThat(ProvenSender.of(FROM, forged)).isEmpty();
        assertThat(ProvenSender.of(FROM, aligned("example.org"))).isEmpty();
        assertThat(ProvenSender.of(FROM, aligned("mail.example.com"))).isEmpty();
        assertThat(ProvenSender.of("ann@mail.example.com", aligned("example.com")))
                .isEmpty();
        assertThat(ProvenSender.of("", aligned("example.com"))).isEmpty();
        assertThat(ProvenSender.of(FROM, SenderEvidence.LOCAL)).isEmpty();
        assertThat(ProvenSender.of(FROM, dmarc(Result.FAIL, "example.com", Alignment.NONE)))
                .isEmpty();
        assertThat(ProvenSender.of(FROM, dmarc(Result.TEMPERROR, "example.com", Alignment.DKIM)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com <eve@example.com>",
                "\"ann@example.com\" <eve@example.com>",
                "ann@example.com, eve@example.com",
                "<ann@example.com> eve@example.com",
                "eve@example.com (<ann@example.com>)",
                "eve@example.com (ann@example.com)",
                "ann@example.com@example.com",
                "ann@example.com\u0000@example.com",
                "=?utf-8?q?ann=40example.com?= <eve@example.com>"
            })
    void aNameThatLooksLikeAVerifiedAddressIsNotThatAddress(String from) {
        verify();

        Optional<SenderAddress> proven = ProvenSender.of(from, aligned("example.com"));

        assertThat(rig.verification().judge(rig.inbox, from, proven).verified()).isFalse();
    }

    @Test
    void somebodyKnownCostsNoReadAndNoWrite() {
        rig.known.wrote(Fixtures.SUPPORT, ANN, Fixtures.NOW);
        firstContact();
        rig.crashes.at(1, Crashes.Moment.BEFORE);

        IntStream.range(0, 100).forEach(i -> {
            rig.known.wrote(Fixtures.SUPPORT, ANN, Fixtures.NOW.plusSeconds(i));
            firstContact();
        });

        assertThat(rig.crashes.happened()).isFalse();
    }

    @Test
    void somebodyNewCostsAReadAndAWrite() {
        rig.crashes.at(3, Crashes.Moment.BEFORE);

        firstContact();
        rig.known.wrote(Fixtures.SUPPORT, ANN, Fixtures.NOW);

        assertThat(rig.crashes.happened()).isFalse();
    }
}
