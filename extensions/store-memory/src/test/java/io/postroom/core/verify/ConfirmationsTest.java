package io.postroom.core.verify;

import static io.postroom.core.verify.VerifyRig.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Scope;
import io.postroom.core.event.EventBody;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.thread.Rows;
import io.postroom.core.verify.Confirmations.Finding;
import io.postroom.core.verify.VerifiedSender.Way;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationsTest {
    private final VerifyRig rig = new VerifyRig();
    private final Message waiting = rig.message(1);

    @BeforeEach
    void ask() {
        rig.challenges().ask(rig.inbox, waiting, ANN, "ann@example.com");
    }

    private boolean isVerified() {
        return rig.known.find(Fixtures.SUPPORT, ANN).verified().isPresent();
    }

    private void hear(SenderAddress sender, String answered, Label... kinds) {
        rig.confirmations.hear(
                rig.inbox, sender, List.of(new MessageId("<x@y>"), new MessageId(answered)), Labels.of(kinds));
    }

    private void assertConfirmedOnce() {
        assertThat(isVerified()).isTrue();
        assertThat(rig.stored(waiting).labels().contains(Label.VERIFIED)).isTrue();
        assertThat(rig.mailboxes.all(Fixtures.SUPPORT).get(0).labels().contains(Label.VERIFIED))
                .isTrue();
        assertThat(rig.events())
                .containsExactly(new EventBody.SenderVerified(
                        Fixtures.SUPPORT, "ann@example.com", "challenge", List.of(waiting.id())));
    }

    @Test
    void theButtonVerifiesOnceAndOnlyOnce() {
        String token = rig.token();

        assertThat(rig.confirmations.confirm(token)).isEqualTo(new Finding.Open(rig.inbox, ANN));

        assertConfirmedOnce();
        assertThat(rig.confirmations.look(token)).isEqualTo(new Finding.Over());
        assertThat(rig.confirmations.confirm(token)).isEqualTo(new Finding.Over());
        assertConfirmedOnce();
    }

    @Test
    void aTokenDoesNotVerifyAgainWhatWasWithdrawn() {
        String token = rig.token();
        rig.confirmations.confirm(token);

        rig.known.withdraw(Fixtures.SUPPORT, ANN, Fixtures.NOW);

        assertThat(rig.confirmations.confirm(token)).isEqualTo(new Finding.Over());
        assertThat(isVerified()).isFalse();
    }

    @Test
    void lookingChangesNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(rig.confirmations.look(rig.token())).isEqualTo(new Finding.Open(rig.inbox, ANN));
        }

        assertThat(isVerified()).isFalse();
        assertThat(rig.events()).isEmpty();
    }

    @Test
    void aTokenIsOverAfterSevenDays() {
        rig.clock.advance(Challenge.LIFETIME.minusSeconds(1));
        assertThat(rig.confirmations.look(rig.token())).isInstanceOf(Finding.Open.class);

        rig.clock.advance(Duration.ofSeconds(1));

        assertThat(rig.confirmations.confirm(rig.token())).isEqualTo(new Finding.Over());
        assertThat(isVerified()).isFalse();
    }

    @Test
    void aTokenIsOverWhereItsInboxIsGoneOrKnowsNothingOfIt() {
        rig.known.removeAll(Fixtures.ORGANIZATION, new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT));
        VerifyRig other = new VerifyRig();

        assertThat(rig.confirmations.confirm(rig.token())).isEqualTo(new Finding.Over());
        assertThat(other.confirmations.confirm(rig.token())).isEqualTo(new Finding.Over());
    }

    @Test
    void whatIsForgedIsNone() {
        String token = rig.token();
        ChallengeTokens foreign =
                new ChallengeTokens(new MasterKey("k".repeat(32).getBytes(StandardCharsets.UTF_8)), rig.clock);
        UUID challenge =
                rig.known.find(Fixtures.SUPPORT, ANN).challenge().orElseThrow().id();
        String[] parts = token.split("\\.");
        String later = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("9999999999 "
                                + new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)
                                        .split(" ", 2)[1])
                        .getBytes(StandardCharsets.UTF_8));

        for (String forged : List.of(
                "",
                ".",
                "x",
                "\uFFFD",
                token + "x",
                token.substring(1),
                parts[0],
                parts[0] + ".",
                "." + parts[1],
                later + "." + parts[1],
                foreign.write(Fixtures.SUPPORT, ANN, challenge))) {
            assertThat(rig.confirmations.confirm(forged)).as(forged).isEqualTo(new Finding.Unknown());
        }
        assertThat(isVerified()).isFalse();
    }

    @Test
    void anAnswerOfTheSenderVerifies() {
        hear(ANN, rig.mailId());

        assertConfirmedOnce();
        hear(ANN, rig.mailId());
        assertConfirmedOnce();
    }

    @Test
    void noOtherMessageIsAnAnswer() {
        hear(new SenderAddress("eve@example.com"), rig.mailId());
        hear(ANN, waiting.id().value());
        hear(ANN, "<verify." + UUID.randomUUID() + ".x@agents.example>");
        hear(ANN, rig.mailId(), Label.AUTO_REPLY);
        hear(ANN, rig.mailId(), Label.BOUNCE);
        hear(ANN, rig.mailId(), Label.SPAM);
        rig.confirmations.hear(Fixtures.inbox(Fixtures.SALES), ANN, List.of(new MessageId(rig.mailId())), Labels.NONE);
        assertThat(isVerified()).isFalse();

        rig.clock.advance(Challenge.LIFETIME);
        hear(ANN, rig.mailId());
        assertThat(isVerified()).isFalse();
    }

    @Test
    void aMessageThatIsGoneKeepsNobodyFromBeingVerified() {
        rig.mailboxes.delete(Fixtures.SUPPORT, List.of(waiting.mailboxId()));
        new Rows(rig.messages).delete(rig.inbox, waiting);

        hear(ANN, rig.mailId());

        assertThat(isVerified()).isTrue();
    }

    /** Calls: save, close; or find, save, close. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWasCutOffIsFinishedByTheRepetition(int call) {
        for (Crashes.Moment moment : Crashes.Moment.values()) {
            VerifyRig world = new VerifyRig();
            Message message = world.message(1);
            world.challenges().ask(world.inbox, message, ANN, "ann@example.com");
            List<MessageId> answered = List.of(new MessageId(world.mailId()));
            world.crashes.at(call, moment);
            assertThatThrownBy(() -> world.confirmations.hear(world.inbox, ANN, answered, Labels.NONE))
                    .isInstanceOf(UncheckedIOException.class);

            world.confirmations.hear(world.inbox, ANN, answered, Labels.NONE);

            assertThat(world.known.find(Fixtures.SUPPORT, ANN).verified()).isPresent();
            assertThat(world.stored(message).labels().contains(Label.VERIFIED)).isTrue();
            assertThat(world.events()).hasSize(1);
            assertThat(world.known.find(Fixtures.SUPPORT, ANN).challenge()).isEmpty();
        }
    }

    @Test
    void aCallerVerifiesOnceAndTheQuestionIsOver() {
        VerifiedSender first = rig.confirmations.byCaller(rig.inbox, ANN);
        rig.clock.advance(Duration.ofHours(1));

        assertThat(rig.confirmations.byCaller(rig.inbox, ANN)).isEqualTo(first);
        assertThat(first.way()).isEqualTo(Way.CALLER);
        assertThat(rig.events())
                .containsExactly(
                        new EventBody.SenderVerified(Fixtures.SUPPORT, "ann@example.com", "manual", List.of()));
        assertThat(rig.confirmations.confirm(rig.token())).isEqualTo(new Finding.Over());
    }
}
