package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.core.secret.Digest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendOnceTest {
    private static final IdempotencyKey KEY = new IdempotencyKey("order-4711");
    private static final SendMessage MESSAGE =
            new SendMessage(SendRig.to("ann@example.com"), SendRig.text("Hello", "Hi"));
    private static final int CALLERS = 32;
    private static final int MORE_CALLS_THAN_ARE_MADE = 20;

    private SendRig rig = new SendRig();

    private SentMessage send(SendMessage message, IdempotencyKey key) {
        return rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, message, Asker.with(key));
    }

    private static void assertConflict(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
    }

    @Test
    void aRepetitionGetsTheFirstAnswerAndSendsNothing() {
        SentMessage first = send(MESSAGE, KEY);
        rig.clock.advance(Duration.ofHours(23));

        assertThat(send(MESSAGE, KEY)).isEqualTo(first);
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(rig.listed()).hasSize(1);
    }

    @Test
    void afterADayTheKeyIsFree() {
        SentMessage first = send(MESSAGE, KEY);
        rig.clock.advance(Duration.ofHours(24));

        assertThat(send(MESSAGE, KEY)).isNotEqualTo(first);
        assertThat(rig.outbox.mails()).hasSize(2);
        assertThat(rig.listed()).hasSize(2);
    }

    @Test
    void anotherRequestUnderTheKeyIsAConflict() {
        SentMessage sent = send(MESSAGE, KEY);
        Content content = MESSAGE.content();
        OutgoingFile file = new OutgoingFile(
                Optional.empty(), Optional.empty(), false, Optional.empty(), new Octets(new byte[] {1}));

        assertConflict(() -> send(new SendMessage(SendRig.to("bob@example.com"), content), KEY));
        assertConflict(() -> send(new SendMessage(MESSAGE.addressees(), SendRig.text("Hello", "Hi!")), KEY));
        assertConflict(() -> send(
                new SendMessage(MESSAGE.addressees(), content.with(content.text(), content.html(), List.of(file))),
                KEY));
        assertConflict(() -> rig.sending.reply(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                sent.id(),
                new ReplyMessage(MESSAGE.addressees(), false, content),
                Asker.with(KEY)));
        rig.inboxes.create(Fixtures.inbox(Fixtures.SALES));
        assertConflict(() -> rig.sending.send(Callers.unrestricted(), Fixtures.SALES, MESSAGE, Asker.with(KEY)));
        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @Test
    void aRequestThatIsRefusedLeavesTheKeyFree() {
        assertThatThrownBy(() -> send(new SendMessage(Addressees.NONE, MESSAGE.content()), KEY))
                .isInstanceOf(RefusedException.class);

        send(MESSAGE, KEY);

        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @Test
    void ofManyAtOnceOneIsSentAndTheOthersHearOfItOrOfAConflict() {
        List<Optional<SentMessage>> answers = Race.of(CALLERS, number -> {
            try {
                return Optional.of(send(MESSAGE, KEY));
            } catch (RefusedException e) {
                assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
                return Optional.empty();
            }
        });

        assertThat(Set.copyOf(answers.stream().flatMap(Optional::stream).toList()))
                .hasSize(1);
        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void anAttemptCutOffAnywhereIsFinishedByTheNextUnderTheSameId(Moment moment) {
        for (int call = 1; call < MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new SendRig();
            rig.crashes.at(call, moment);
            boolean answered = attempt();
            rig.crashes.at(Integer.MAX_VALUE, moment);
            rig.clock.advance(Duration.ofSeconds(16));

            SentMessage sent = send(MESSAGE, KEY);

            assertThat(rig.listed()).as("call " + call).hasSize(1);
            assertThat(rig.listed().get(0).id()).isEqualTo(sent.id());
            assertThat(rig.outbox.mails())
                    .as("call " + call)
                    .isNotEmpty()
                    .allMatch(mail -> mail.message().id().equals(sent.id()));
            assertThat(rig.outbox.mails().stream().map(FakeOutbox.Mail::text).distinct())
                    .hasSize(1);
            if (answered) {
                assertThat(rig.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
            }
        }
    }

    private boolean attempt() {
        try {
            send(MESSAGE, KEY);
            return true;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    @Test
    void anEndThatCannotBeRecordedIsNoFailure() {
        SendRecords broken = new SendRecords() {
            @Override
            public SendRecord recordIfAbsent(SendRecord record, Duration keep) {
                return record;
            }

            @Override
            public boolean replace(SendRecord before, SendRecord after, Duration keep) {
                throw new UncheckedIOException(new IOException("away"));
            }
        };
        SendOnce once = new SendOnce(broken, rig.clock);
        SentMessage sent = new SentMessage(
                new MessageId("<1@agents.example>"),
                rig.receive(TextMessage.of("<2@example.com>", "s", "t")).thread());

        assertThat(once.send(rig.inbox, KEY, Digest.sha256("request"), (id, date) -> sent))
                .isEqualTo(sent);
    }

    @Test
    void anAttemptUnderWayIsAConflictUntilItIsTakenForLost() {
        rig.records.recordIfAbsent(
                new SendRecord(
                        Fixtures.ORGANIZATION,
                        KEY,
                        Fingerprint.of(
                                "send",
                                Fixtures.SUPPORT,
                                Optional.empty(),
                                MESSAGE.addressees(),
                                MESSAGE.content(),
                                MESSAGE.delay()),
                        new MessageId("<1@agents.example>"),
                        rig.clock.instant(),
                        Fixtures.uuid(1),
                        rig.clock.instant().plusSeconds(15),
                        Optional.empty()),
                Duration.ofDays(1));

        assertConflict(() -> send(MESSAGE, KEY));
        rig.clock.advance(Duration.ofSeconds(15));

        assertThat(send(MESSAGE, KEY).id()).isEqualTo(new MessageId("<1@agents.example>"));
    }

    @Test
    void ofTwoMailsOfOneLetterTheFirstPassesAsOftenAsItAsks() {
        Passage one = new Passage(new MessageId("<1@agents.example>"), Fixtures.uuid(1), false);
        Passage two = new Passage(new MessageId("<1@agents.example>"), Fixtures.uuid(2), false);

        assertThat(rig.passages.open(Fixtures.SUPPORT, one)).isEqualTo(Passages.Ruling.PASSES);
        assertThat(rig.passages.open(Fixtures.SUPPORT, two)).isEqualTo(Passages.Ruling.REPEATED);
        assertThat(rig.passages.open(Fixtures.SUPPORT, one)).isEqualTo(Passages.Ruling.PASSES);
    }

    @Test
    void anInboxThatWasRenamedBetweenTwoAttemptsSendsOneMail() {
        Letter letter = SendRig.letter("<1@agents.example>", "Support <support@agents.example>");
        rig.dispatch.send(rig.inbox, letter, Duration.ZERO);
        rig.dispatch.send(
                rig.inbox, SendRig.letter("<1@agents.example>", "Desk <support@agents.example>"), Duration.ZERO);

        assertThat(rig.outbox.mails())
                .extracting(mail -> rig.passages.open(Fixtures.SUPPORT, mail.passage()))
                .containsExactly(Passages.Ruling.PASSES, Passages.Ruling.REPEATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "a/b"})
    void refusesAKeyOfAnotherForm(String key) {
        assertThatThrownBy(() -> new IdempotencyKey(key)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> new IdempotencyKey("k".repeat(257))).isInstanceOf(RefusedException.class);
    }
}
