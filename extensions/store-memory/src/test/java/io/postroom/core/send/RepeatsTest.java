package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.Caller;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.MessageId;
import io.postroom.core.secret.Digest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepeatsTest {
    private static final Asker GONE = new Asker(Optional.empty(), () -> true);
    private static final int MORE_CALLS_THAN_ARE_MADE = 12;

    private SendRig rig = new SendRig();

    private SentMessage send(String text, Asker asker) {
        return send(Callers.unrestricted(), text, asker);
    }

    private SentMessage send(Caller caller, String text, Asker asker) {
        return rig.sending.send(
                caller,
                Fixtures.SUPPORT,
                new SendMessage(SendRig.to("ann@example.com"), SendRig.text("s", text)),
                asker);
    }

    private long leaving() {
        return rig.outbox.mails().stream()
                .map(FakeOutbox.Mail::passage)
                .filter(passage -> rig.passages.open(Fixtures.SUPPORT, passage) == Passages.Ruling.PASSES)
                .count();
    }

    @Test
    void aRequestThatWasAnsweredIsNotTheNextOne() {
        SentMessage first = send("t", Asker.ANYBODY);

        assertThat(send("t", Asker.ANYBODY)).isNotEqualTo(first);
        assertThat(leaving()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aRequestThatFailedAnywhereIsTheSameMessageForTwoSeconds(Moment moment) {
        for (int call = 1; call < MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new SendRig();
            rig.crashes.at(call, moment);
            boolean failed = fails();
            rig.crashes.at(Integer.MAX_VALUE, moment);
            rig.clock.advance(Duration.ofSeconds(2));

            send("t", Asker.ANYBODY);

            assertThat(rig.listed()).as("call " + call).hasSize(failed ? 1 : 2);
            assertThat(leaving()).as("call " + call).isEqualTo(failed ? 1 : 2);
        }
    }

    private boolean fails() {
        try {
            send("t", Asker.ANYBODY);
            return false;
        } catch (UncheckedIOException cut) {
            return true;
        }
    }

    @Test
    void afterTwoSecondsItIsAnotherMessage() {
        SentMessage first = send("t", GONE);
        rig.clock.advance(Duration.ofMillis(2001));

        assertThat(send("t", Asker.ANYBODY)).isNotEqualTo(first);
    }

    @Test
    void anAnswerThatNobodyReadIsGivenAgain() {
        SentMessage first = send("t", GONE);

        assertThat(send("t", GONE)).isEqualTo(first);
        assertThat(send("t", Asker.ANYBODY)).isEqualTo(first);
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(send("t", Asker.ANYBODY)).isNotEqualTo(first);
    }

    /** Its bytes lay in the socket of a busy server while the repetition was answered. */
    @Test
    void aCutRequestThatIsReadAfterItsRepetitionIsTheSameMessage() {
        SentMessage repetition = send("t", Asker.ANYBODY);

        assertThat(send("t", GONE)).isEqualTo(repetition);
        assertThat(send("t", GONE)).isEqualTo(repetition);
        assertThat(send("t", Asker.ANYBODY)).isNotEqualTo(repetition);
        rig.clock.advance(Duration.ofMillis(2001));
        assertThat(send("t", GONE)).isNotEqualTo(repetition);
    }

    @Test
    void anotherTextAndAnotherKeyAreOtherRequests() {
        SentMessage first = send("t", GONE);

        assertThat(send("T", Asker.ANYBODY)).isNotEqualTo(first);
        assertThat(send(withAnotherKey(), "t", Asker.ANYBODY)).isNotEqualTo(first);
    }

    private static Caller withAnotherKey() {
        Caller caller = Callers.unrestricted();
        ApiKey key = caller.key();
        return new Caller(
                caller.organization(),
                new ApiKey(
                        new ApiKeyId(Fixtures.uuid(77)),
                        key.organization(),
                        key.scope(),
                        key.permissions(),
                        key.name(),
                        key.prefix(),
                        key.hash(),
                        key.usedAt(),
                        key.expiresAt(),
                        key.createdAt(),
                        key.createdAt()));
    }

    @Test
    void aRefusalIsAnAnswer() {
        SendMessage nobody = new SendMessage(Addressees.NONE, SendRig.text("s", "t"));
        assertThatThrownBy(() -> rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, nobody, GONE))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, nobody, GONE))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aRepetitionWaitsForTheOneWhoseCallerLeftAndGetsItsAnswer() throws Exception {
        Repeats repeats = new Repeats(rig.clock);
        SentMessage sent = send("other", Asker.ANYBODY);
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<SentMessage> end = new CompletableFuture<>();
        CompletableFuture<SentMessage> first = CompletableFuture.supplyAsync(() -> run(repeats, GONE, () -> {
            begun.complete(true);
            return end.join();
        }));
        begun.get(10, TimeUnit.SECONDS);

        CompletableFuture<SentMessage> second =
                CompletableFuture.supplyAsync(() -> run(repeats, Asker.ANYBODY, () -> send("twice", Asker.ANYBODY)));
        end.complete(sent);

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(sent);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(sent);
        assertThat(rig.listed()).hasSize(1);
    }

    @Test
    void aCutRequestBesideItsRepetitionIsTheSameMessage() throws Exception {
        Repeats repeats = new Repeats(rig.clock);
        SentMessage sent = send("other", Asker.ANYBODY);
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<SentMessage> end = new CompletableFuture<>();
        CompletableFuture<SentMessage> repetition =
                CompletableFuture.supplyAsync(() -> run(repeats, Asker.ANYBODY, () -> {
                    begun.complete(true);
                    return end.join();
                }));
        begun.get(10, TimeUnit.SECONDS);

        CompletableFuture<SentMessage> cut =
                CompletableFuture.supplyAsync(() -> run(repeats, GONE, () -> send("twice", Asker.ANYBODY)));
        end.complete(sent);

        assertThat(repetition.get(10, TimeUnit.SECONDS)).isEqualTo(sent);
        assertThat(cut.get(10, TimeUnit.SECONDS)).isEqualTo(sent);
        assertThat(rig.listed()).hasSize(1);
    }

    @Test
    void aRequestBesideOneThatIsWaitedForIsItsOwn() throws Exception {
        Repeats repeats = new Repeats(rig.clock);
        SentMessage sent = send("one", Asker.ANYBODY);
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        CompletableFuture<SentMessage> end = new CompletableFuture<>();
        CompletableFuture<SentMessage> first = CompletableFuture.supplyAsync(() -> run(repeats, Asker.ANYBODY, () -> {
            begun.complete(true);
            return end.join();
        }));
        begun.get(10, TimeUnit.SECONDS);

        SentMessage second = run(repeats, Asker.ANYBODY, () -> send("beside", Asker.ANYBODY));
        end.complete(sent);

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(sent).isNotEqualTo(second);
    }

    private static SentMessage run(Repeats repeats, Asker asker, Supplier<SentMessage> work) {
        return repeats.send(
                Digest.sha256("request"),
                asker.gone(),
                () -> new MessageId("<1@agents.example>"),
                (id, date) -> work.get());
    }
}
