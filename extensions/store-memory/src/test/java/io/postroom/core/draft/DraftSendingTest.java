package io.postroom.core.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Organization;
import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.PageRequest;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Asker;
import io.postroom.core.send.IdempotencyKey;
import io.postroom.core.send.SentMessage;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import io.postroom.testkit.TextMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DraftSendingTest {
    private static final Optional<IdempotencyKey> KEY = Optional.of(new IdempotencyKey("order-4711"));
    private static final int MORE_CALLS_THAN_ARE_MADE = 26;
    private static final int CALLERS = 16;

    private DraftRig rig = new DraftRig();

    private SentMessage send(DraftId id, Optional<IdempotencyKey> key) {
        return send(id, new Asker(key, () -> false));
    }

    private SentMessage send(DraftId id, Asker asker) {
        return rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, id, DraftRig.NO_LABELS, asker);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }

    private List<Message> messages() {
        return rig.messages
                .list(Fixtures.SUPPORT, MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    private void tick(Duration later) {
        rig.clock.advance(later);
        try {
            rig.scheduled.sendWhatIsDue();
        } catch (UncheckedIOException cut) {
            assertThat(rig.crashes.happened()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSentDraftBecomesAMessage() {
        Draft draft = rig.create(DraftRig.hello());
        LabelChange labels = new LabelChange(Labels.of(new Label("lead")), Labels.NONE);

        SentMessage sent =
                rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, draft.id(), labels, Asker.ANYBODY);

        assertThat(rig.mails()).isEmpty();
        assertThat(rig.listed()).isEmpty();
        assertThat(messages()).extracting(Message::id).containsExactly(sent.id());
        assertThat(messages().get(0).labels()).isEqualTo(Labels.of(Label.SENT, new Label("lead")));
        FakeOutbox.Mail mail = rig.outbox.mails().get(0);
        assertThat(mail.recipients()).containsExactly("ann@example.com");
        assertThat(mail.text()).contains("Subject: Hello").doesNotContain("X-Postroom");
        assertThat(refusal(() -> send(draft.id(), Optional.empty()))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void anAnswerJoinsTheThread() {
        Message original = rig.receive(TextMessage.of("<1@example.com>", "Help", "Text"));
        Draft draft = rig.create(new CreateDraft(
                Addressees.NONE,
                DraftRig.text("", "Answer"),
                Optional.of(original.id()),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

        SentMessage sent = send(draft.id(), Optional.empty());

        assertThat(sent.thread()).isEqualTo(original.thread());
        assertThat(rig.outbox.mails().get(0).text()).contains("In-Reply-To: <1@example.com>");
    }

    @Test
    void aRefusedDraftStaysAsItWas() {
        Draft nobody = rig.create(DraftRig.wish(Addressees.NONE, DraftRig.text("", "x")));

        assertThat(refusal(() -> send(nobody.id(), KEY))).isEqualTo(Reason.UNPROCESSABLE);

        assertThat(rig.listed().get(0).schedule()).isEqualTo(Schedule.NONE);
        rig.update(nobody.id(), DraftRig.text("still editable"));
        assertThat(rig.outbox.mails()).isEmpty();
        assertThat(refusal(() -> rig.sending.send(
                        Callers.only(Permission.MESSAGE_SEND),
                        Fixtures.SUPPORT,
                        nobody.id(),
                        DraftRig.NO_LABELS,
                        Asker.ANYBODY)))
                .isEqualTo(Reason.MISSING_PERMISSION);
    }

    @Test
    void aRepetitionWithTheKeyGetsTheFirstAnswer() {
        Draft draft = rig.create(DraftRig.hello());
        Draft other = rig.create(DraftRig.hello());

        SentMessage first = send(draft.id(), KEY);

        assertThat(send(draft.id(), KEY)).isEqualTo(first);
        assertThat(refusal(() -> send(other.id(), KEY))).isEqualTo(Reason.CONFLICT);
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(rig.listed()).extracting(Draft::id).containsExactly(other.id());
    }

    @Test
    void ofManyAtOnceOneSends() {
        DraftId id = rig.create(DraftRig.hello()).id();

        List<Optional<SentMessage>> answers = Race.of(CALLERS, number -> {
            try {
                return Optional.of(send(id, Optional.of(new IdempotencyKey("key-" + number % 4))));
            } catch (RefusedException e) {
                assertThat(e.reason()).isIn(Reason.CONFLICT, Reason.NOT_FOUND);
                return Optional.empty();
            }
        });

        assertThat(Set.copyOf(answers.stream().flatMap(Optional::stream).toList()))
                .hasSize(1);
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(rig.listed()).isEmpty();
    }

    @Test
    void aScheduledDraftIsSentAtItsTimeAndOnce() {
        rig.create(DraftRig.at(rig.clock.instant().plusSeconds(60)));

        tick(Duration.ofSeconds(59));
        assertThat(rig.outbox.mails()).isEmpty();
        tick(Duration.ofSeconds(1));
        tick(Duration.ofSeconds(60));

        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(rig.listed()).isEmpty();
        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0).labels()).isEqualTo(Labels.of(Label.SENT));
    }

    @Test
    void aTimeThatIsTakenBackSendsNothing() {
        Draft draft = rig.create(DraftRig.at(rig.clock.instant().plusSeconds(60)));
        rig.update(draft.id(), DraftRig.time(new Change.Clear<>()));

        tick(Duration.ofHours(1));

        assertThat(rig.outbox.mails()).isEmpty();
        assertThat(rig.listed()).hasSize(1);
    }

    @Test
    void aTimeThatIsTakenBackInTheLastMomentSendsNothing() {
        Draft draft = rig.create(DraftRig.at(rig.clock.instant().plusSeconds(60)));
        rig.clock.advance(Duration.ofSeconds(60));
        Draft due = rig.rows.due(rig.clock.instant(), 10).get(0);
        rig.update(draft.id(), DraftRig.time(new Change.Clear<>()));

        rig.sending.sendDue(due);

        assertThat(rig.outbox.mails()).isEmpty();
        assertThat(rig.get(draft.id()).draft().schedule()).isEqualTo(Schedule.NONE);
    }

    @Test
    void whatCannotBeSentHasFailedUntilItIsGivenAnotherTime() {
        Draft draft = rig.create(DraftRig.at(rig.clock.instant().plusSeconds(60)));
        rig.organizations.save(new Organization(Fixtures.ORGANIZATION, "Example", true, Fixtures.NOW, Fixtures.NOW));

        tick(Duration.ofSeconds(60));

        Draft failed = rig.get(draft.id()).draft();
        assertThat(failed.schedule())
                .isEqualTo(new Schedule.Failed(draft.schedule().time(), "This organization is suspended"));
        assertThat(failed.labels()).isEqualTo(Labels.of(Label.DRAFT));
        tick(Duration.ofHours(1));
        assertThat(rig.outbox.mails()).isEmpty();

        rig.organizations.save(Fixtures.organization());
        rig.update(
                draft.id(),
                DraftRig.time(new Change.Replace<>(rig.clock.instant().plusSeconds(1))));
        tick(Duration.ofSeconds(1));
        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @Test
    void aDraftForNobodyFailsAtItsTime() {
        CreateDraft hello = DraftRig.at(rig.clock.instant().plusSeconds(60));
        Draft draft = rig.create(new CreateDraft(
                Addressees.NONE,
                hello.content(),
                Optional.empty(),
                false,
                Optional.empty(),
                hello.sendAt(),
                Optional.empty()));

        tick(Duration.ofSeconds(60));

        assertThat(rig.get(draft.id()).draft().schedule()).isInstanceOf(Schedule.Failed.class);
    }

    @Test
    void whileItIsSentNothingElseIsDoneWithIt() {
        Draft draft = rig.create(DraftRig.hello());
        Schedule.Sending sending = new Schedule.Sending(
                Optional.empty(),
                new IdempotencyKey("other"),
                DraftRig.NO_LABELS,
                rig.clock.instant().plusSeconds(20));
        rig.rows.replace(draft, draft.with(sending));

        assertThat(refusal(() -> rig.update(draft.id(), DraftRig.text("x")))).isEqualTo(Reason.CONFLICT);
        assertThat(refusal(() -> rig.editing.delete(Callers.unrestricted(), Fixtures.SUPPORT, draft.id())))
                .isEqualTo(Reason.CONFLICT);
        assertThat(refusal(() -> send(draft.id(), KEY))).isEqualTo(Reason.CONFLICT);
        assertThat(rig.outbox.mails()).isEmpty();

        tick(Duration.ofSeconds(20));
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(rig.listed()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void theClockCutOffAnywhereSendsOnceInTheEnd(Moment moment) {
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new DraftRig();
            rig.create(DraftRig.at(rig.clock.instant().plusSeconds(60)));
            rig.crashes.at(call, moment);
            tick(Duration.ofSeconds(60));
            rig.crashes.at(Integer.MAX_VALUE, moment);

            for (int second = 0; second < 60; second += 10) {
                tick(Duration.ofSeconds(10));
            }

            assertSentOnce(moment + " " + call);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aCallerCutOffAnywhereMayAskAgainOrLeaveItToTheClock(Moment moment) {
        cutOffAnywhere(moment, KEY);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void soMayOneWithoutAKey(Moment moment) {
        cutOffAnywhere(moment, Optional.empty());
    }

    private void cutOffAnywhere(Moment moment, Optional<IdempotencyKey> key) {
        for (boolean again : new boolean[] {false, true}) {
            for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
                rig = new DraftRig();
                Draft draft = rig.create(DraftRig.hello());
                rig.crashes.at(call, moment);
                Optional<SentMessage> answer = attempt(draft.id(), key);
                rig.crashes.at(Integer.MAX_VALUE, moment);
                if (again && (key.isPresent() || answer.isEmpty())) {
                    rig.clock.advance(Duration.ofSeconds(1));
                    Optional<SentMessage> first = answer;
                    attempt(draft.id(), key)
                            .ifPresent(
                                    second -> assertThat(first.orElse(second)).isEqualTo(second));
                }

                for (int second = 0; second < 60; second += 10) {
                    tick(Duration.ofSeconds(10));
                }

                String where = moment + " " + call + (again ? " again" : "");
                assertSentOnceOrWaits(where);
                assertThat(answer.isEmpty() || rig.listed().isEmpty()).as(where).isTrue();
            }
        }
    }

    private Optional<SentMessage> attempt(DraftId id, Optional<IdempotencyKey> key) {
        try {
            return Optional.of(send(id, key));
        } catch (UncheckedIOException cut) {
            return Optional.empty();
        } catch (RefusedException underWay) {
            assertThat(underWay.reason()).isEqualTo(Reason.CONFLICT);
            return Optional.empty();
        }
    }

    /** Where an attempt was cut off before the draft was taken, and the caller was told to come later, it is as it was. */
    private void assertSentOnceOrWaits(String where) {
        if (rig.listed().isEmpty()) {
            assertSentOnce(where);
        } else {
            assertThat(rig.listed().get(0).schedule()).as(where).isEqualTo(Schedule.NONE);
            assertThat(rig.outbox.mails()).as(where).isEmpty();
        }
    }

    private void assertSentOnce(String where) {
        assertThat(rig.listed()).as(where).isEmpty();
        assertThat(rig.mails()).as(where).isEmpty();
        assertThat(messages()).as(where).hasSize(1);
        MessageId id = messages().get(0).id();
        // PassOnce lets one of those through that carry out the same message
        assertThat(rig.outbox.mails())
                .as(where)
                .isNotEmpty()
                .allMatch(mail -> mail.message().id().equals(id));
    }
}
