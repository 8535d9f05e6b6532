package io.postroom.core.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.ClientId;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.send.Asker;
import io.postroom.core.send.SentMessage;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Requests without a key to send a draft that is gone. */
class RepeatedDraftTest {
    private static final Asker GONE = new Asker(Optional.empty(), () -> true);

    private final DraftRig rig = new DraftRig();

    private SentMessage send(DraftId id, Asker asker) {
        return rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, id, DraftRig.NO_LABELS, asker);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }

    @Test
    void anAnswerThatNobodyReadIsGivenAgain() {
        Draft draft = rig.create(DraftRig.hello());
        SentMessage first = send(draft.id(), GONE);

        assertThat(send(draft.id(), GONE)).isEqualTo(first);
        rig.clock.advance(Duration.ofSeconds(2));
        assertThat(send(draft.id(), Asker.ANYBODY)).isEqualTo(first);
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(refusal(() -> send(draft.id(), Asker.ANYBODY))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aCutRequestThatIsReadAfterItsRepetitionChangesNothing() {
        Draft draft = rig.create(DraftRig.hello());
        SentMessage repetition = send(draft.id(), Asker.ANYBODY);

        assertThat(send(draft.id(), GONE)).isEqualTo(repetition);
        assertThat(rig.outbox.mails()).hasSize(1);
        assertThat(refusal(() -> send(draft.id(), Asker.ANYBODY))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void anAnswerIsGivenAgainForTwoSecondsAndForTheSameRequest() {
        LabelChange labels = new LabelChange(Labels.of(new Label("lead")), Labels.NONE);
        Draft draft = rig.create(DraftRig.hello());
        send(draft.id(), GONE);

        assertThat(refusal(() ->
                        rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, draft.id(), labels, Asker.ANYBODY)))
                .isEqualTo(Reason.NOT_FOUND);
        rig.clock.advance(Duration.ofMillis(2001));
        assertThat(refusal(() -> send(draft.id(), Asker.ANYBODY))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aDraftThatIsMadeAgainIsSentAgain() {
        CreateDraft hello = DraftRig.hello();
        CreateDraft named = new CreateDraft(
                hello.addressees(),
                hello.content(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ClientId("letter")));
        DraftId id = rig.create(named).id();
        SentMessage first = send(id, GONE);
        rig.clock.advance(Duration.ofSeconds(1));
        assertThat(rig.create(named).id()).isEqualTo(id);

        assertThat(send(id, Asker.ANYBODY)).isNotEqualTo(first);
        assertThat(rig.outbox.mails()).hasSize(2);
    }
}
