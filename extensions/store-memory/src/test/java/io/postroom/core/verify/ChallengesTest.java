package io.postroom.core.verify;

import static io.postroom.core.verify.VerifyRig.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.domain.DomainOptions;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListType;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.verify.VerifiedSender.Way;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesTest {
    private static final String RETURN_PATH = "bounces@example.com";

    private final VerifyRig rig = new VerifyRig();

    private void ask(Message message) {
        rig.challenges().ask(rig.inbox, message, ANN, RETURN_PATH);
    }

    private int mails() {
        return rig.notices.mails().size();
    }

    @Test
    void putsAQuestionInTheThreadOfTheMessageAndRepeatsNothingOfIt() {
        Message message = rig.message(1);

        ask(message);

        assertThat(mails()).isEqualTo(1);
        String text = rig.notices.last().text();
        assertThat(rig.notices.last().recipient()).isEqualTo("ann@example.com");
        assertThat(text)
                .contains("From: Support <support@agents.example>")
                .contains("To: ann@example.com")
                .contains("In-Reply-To: " + message.id().value())
                .contains("Auto-Submitted: auto-replied")
                .contains("Message-ID: <verify.")
                .contains("https://mail.example/verify/")
                .doesNotContain("Subject 1")
                .doesNotContain("secret");
        assertThat(text).doesNotContain(rig.mailId().substring(8, 40) + "/");
        assertThat(rig.known
                        .find(Fixtures.SUPPORT, ANN)
                        .challenge()
                        .orElseThrow()
                        .sent())
                .isTrue();
    }

    @Test
    void asksOnceADayHoweverOftenTheServerStarts() {
        for (int i = 1; i <= 5; i++) {
            ask(rig.message(i));
        }
        assertThat(mails()).isEqualTo(1);

        rig.clock.advance(Duration.ofHours(23));
        ask(rig.message(6));
        assertThat(mails()).isEqualTo(1);

        rig.clock.advance(Duration.ofHours(2));
        ask(rig.message(7));
        assertThat(mails()).isEqualTo(2);
    }

    @Test
    void aDeliveryThatIsRepeatedAsksOnce() {
        Message message = rig.message(1);
        ask(message);
        ask(message);
        rig.clock.advance(Duration.ofDays(2));
        ask(message);

        assertThat(mails()).isEqualTo(1);
    }

    /** Calls: find, save before, save after. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWasCutOffIsAskedWithOneMailIdByTheRepetition(int call) {
        Message message = rig.message(1);
        rig.crashes.at(call, Crashes.Moment.BEFORE);

        assertThatThrownBy(() -> ask(message)).isInstanceOf(UncheckedIOException.class);
        ask(message);
        ask(message);

        assertThat(mails()).isBetween(1, 2);
        assertThat(rig.notices.mails()).allMatch(mail -> mail.text().contains("Message-ID: " + rig.mailId()));
        assertThat(rig.confirmations.look(rig.token())).isInstanceOf(Confirmations.Finding.Open.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spam",
                "blocked",
                "unauthenticated",
                "loop",
                "bounce",
                "auto-reply",
                "list",
                "malformed",
                "duplicate",
                "verified",
                "sent"
            })
    void asksNobodyAboutSuchMail(String label) {
        ask(rig.message(1, new Label(label)));

        assertThat(mails()).isZero();
    }

    @Test
    void asksNobodyWhoWantsNoAnswer() {
        rig.challenges().ask(rig.inbox, rig.message(1), ANN, "");

        assertThat(mails()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales@agents.example", "ann@ours.example", "ann@mail.ours.example", "o\"dd@example.com"})
    void asksNobodyOfThisServerAndNoOddAddress(String address) {
        rig.domains.create(
                Fixtures.verifiedDomain("ours.example", new DomainOptions(true, true, false, Optional.empty())),
                Fixtures.signingKey(1));

        rig.challenges().ask(rig.inbox, rig.message(1), new SenderAddress(address), RETURN_PATH);

        assertThat(mails()).isZero();
    }

    @Test
    void asksNobodyWhoIsVerifiedOrToWhomTheInboxDoesNotSend() {
        rig.allow(Direction.SEND, ListType.BLOCK, "example.com");
        ask(rig.message(1));
        assertThat(mails()).isZero();

        rig.store.saveVerified(
                new VerifiedSender(Fixtures.SUPPORT, new SenderAddress("b@b.example"), Way.CALLER, Fixtures.NOW));
        rig.challenges().ask(rig.inbox, rig.message(2), new SenderAddress("b@b.example"), RETURN_PATH);
        assertThat(mails()).isZero();
    }

    @Test
    void isNoAmplifier() {
        Challenges challenges = rig.challenges();
        for (int i = 0; i < 50; i++) {
            challenges.ask(
                    rig.inbox, rig.message(i + 1), new SenderAddress("s" + i + "@s" + i + ".example"), RETURN_PATH);
        }
        assertThat(mails()).isEqualTo(3);

        rig.clock.advance(Duration.ofHours(1));
        SenderAddress unasked = new SenderAddress("s40@s40.example");
        challenges.ask(rig.inbox, rig.message(60), unasked, RETURN_PATH);
        assertThat(mails()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksNobodyWhereItIsTurnedOff(boolean enabled) {
        VerifyRig off = new VerifyRig(new VerificationSettings(enabled, true, !enabled, 3));

        off.challenges().ask(off.inbox, off.message(1), ANN, RETURN_PATH);

        assertThat(off.notices.mails()).isEmpty();
    }

    @Test
    void laterMailsPutTheSameQuestionSoThatEarlierOnesCanBeAnswered() {
        ask(rig.message(1));
        String first = rig.token();
        rig.clock.advance(Duration.ofDays(1));
        ask(rig.message(2));
        String second = rig.token();

        assertThat(second).isNotEqualTo(first);
        assertThat(rig.confirmations.confirm(first)).isInstanceOf(Confirmations.Finding.Open.class);
        assertThat(rig.confirmations.confirm(second)).isInstanceOf(Confirmations.Finding.Over.class);
        assertThat(rig.events().get(0).messages()).hasSize(2);
    }
}
