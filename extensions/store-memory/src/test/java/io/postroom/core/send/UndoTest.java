package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.Permission;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndoTest {
    private static final Duration DELAY = Duration.ofSeconds(30);
    private static final int RUNNERS = 16;
    private static final int MORE_CALLS_THAN_ARE_MADE = 10;

    private SendRig rig = new SendRig();

    private SentMessage send(Duration delay) {
        return rig.sending.send(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                new SendMessage(SendRig.to("ann@example.com"), SendRig.text("s", "t"), delay),
                Asker.ANYBODY);
    }

    private Message cancel(SentMessage sent) {
        return rig.undo.cancel(Callers.unrestricted(), Fixtures.SUPPORT, sent.id());
    }

    /** What the mailet at the gate does. */
    private Passages.Ruling leave() {
        FakeOutbox.Mail mail = rig.outbox.mails().get(0);
        Passages.Ruling ruling = rig.passages.open(Fixtures.SUPPORT, mail.passage());
        if (ruling == Passages.Ruling.PASSES) {
            rig.undo.departed(mail.message());
        } else {
            rig.undo.cancelled(mail.message());
        }
        return ruling;
    }

    private Labels labels() {
        assertThat(rig.listed()).hasSize(1);
        assertThat(rig.mailboxes.all(Fixtures.SUPPORT).get(0).labels())
                .isEqualTo(rig.listed().get(0).labels());
        return rig.listed().get(0).labels();
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void aDelayedMessageIsScheduledAndThenSent() {
        send(DELAY);
        assertThat(labels()).isEqualTo(Labels.of(Label.SCHEDULED));
        assertThat(rig.outbox.mails().get(0).delay()).isEqualTo(DELAY);

        assertThat(leave()).isEqualTo(Passages.Ruling.PASSES);

        assertThat(labels()).isEqualTo(Labels.of(Label.SENT));
    }

    @Test
    void untilItLeavesItCanBeTakenBackHoweverOften() {
        SentMessage sent = send(DELAY);

        assertThat(cancel(sent).labels()).isEqualTo(Labels.of(Label.CANCELLED, Label.TRASH));
        assertThat(cancel(sent).labels()).isEqualTo(Labels.of(Label.CANCELLED, Label.TRASH));

        assertThat(leave()).isEqualTo(Passages.Ruling.CANCELLED);
        assertThat(labels()).isEqualTo(Labels.of(Label.CANCELLED, Label.TRASH));
    }

    @Test
    void whatHasLeftOrNeverWaitedCannotBeTakenBack() {
        SentMessage sent = send(DELAY);
        leave();
        assertRefused(Reason.CONFLICT, () -> cancel(sent));

        SentMessage atOnce = send(Duration.ZERO);
        assertRefused(Reason.CONFLICT, () -> cancel(atOnce));
    }

    @Test
    void aMailBetweenTheGateAndItsLabelHasLeft() {
        SentMessage sent = send(DELAY);
        rig.passages.open(Fixtures.SUPPORT, rig.outbox.mails().get(0).passage());

        assertRefused(Reason.CONFLICT, () -> cancel(sent));
    }

    @Test
    void anUnknownMessageAndAKeyThatMayNotSendAreRefused() {
        SentMessage sent = send(DELAY);

        assertRefused(
                Reason.NOT_FOUND,
                () -> rig.undo.cancel(Callers.unrestricted(), Fixtures.SUPPORT, new MessageId("<no@example.com>")));
        assertRefused(
                Reason.MISSING_PERMISSION,
                () -> rig.undo.cancel(Callers.only(Permission.MESSAGE_READ), Fixtures.SUPPORT, sent.id()));
    }

    @Test
    void refusesDelaysOfLessThanNothingAndMoreThanADay() {
        assertRefused(Reason.INVALID, () -> send(Duration.ofSeconds(-1)));
        assertRefused(Reason.INVALID, () -> send(Duration.ofSeconds(86_401)));
        send(Duration.ofSeconds(86_400));
    }

    @Test
    void whereTooManyWaitNothingIsKept() {
        rig.outbox.allowWaiting(false);

        assertRefused(Reason.RATE_LIMITED, () -> send(DELAY));
        assertThat(rig.listed()).isEmpty();
        send(Duration.ZERO);
        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @Test
    void ofLeavingAndCancellingAtOnceExactlyOneWins() {
        SentMessage sent = send(DELAY);

        List<Boolean> cancelled = Race.of(RUNNERS, number -> {
            if (number % 2 == 0) {
                return leave() == Passages.Ruling.CANCELLED;
            }
            try {
                return cancel(sent).labels().contains(Label.CANCELLED);
            } catch (RefusedException left) {
                assertThat(left.reason()).isEqualTo(Reason.CONFLICT);
                return false;
            }
        });

        assertThat(cancelled.stream().distinct()).hasSize(1);
        assertThat(labels())
                .isEqualTo(cancelled.get(0) ? Labels.of(Label.CANCELLED, Label.TRASH) : Labels.of(Label.SENT));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aCancellationCutOffAnywhereIsFinishedByTheNextOrDidNotHappen(Moment moment) {
        for (int call = 1; call < MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new SendRig();
            SentMessage sent = send(DELAY);
            rig.crashes.at(call, moment);
            try {
                cancel(sent);
            } catch (UncheckedIOException cut) {
                assertThat(rig.crashes.happened()).isTrue();
            }
            rig.crashes.at(Integer.MAX_VALUE, moment);

            Passages.Ruling ruling = leave();

            assertThat(labels())
                    .as("call " + call)
                    .isEqualTo(
                            ruling == Passages.Ruling.PASSES
                                    ? Labels.of(Label.SENT)
                                    : Labels.of(Label.CANCELLED, Label.TRASH));
        }
    }
}
