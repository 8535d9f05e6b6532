package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.thread.Rows;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an answer goes out, by what is said of it and of the message that it answers. */
class AutomaticAnswersTest {
    private final SendRig rig = new SendRig();

    private Message received(String label) {
        Message message = rig.receive(TextMessage.of(
                "From: ann@example.com\nTo: support@agents.example\nMessage-ID: <2@example.com>\n\nx\n"));
        Labels labels = message.labels().with(Labels.of(new Label(label)));
        return new Rows(rig.messages).relabel(rig.inbox, message, labels, Fixtures.NOW);
    }

    private SentMessage reply(Message original, Content content, Asker asker) {
        ReplyMessage reply = new ReplyMessage(Addressees.NONE, false, content);
        return rig.sending.reply(Callers.unrestricted(), Fixtures.SUPPORT, original.id(), reply, asker);
    }

    private static Content content(String said) {
        Content plain = SendRig.text("", "answer");
        return said.equals("nothing") ? plain : plain.withAutoSubmitted(said);
    }

    @ParameterizedTest
    @CsvSource({
        "auto-reply, auto-replied, false",
        "auto-reply, auto-generated; x=y, false",
        "auto-reply, nothing, true",
        "auto-reply, no, true",
        "bounce, auto-replied, false",
        "bounce, nothing, true",
        "loop, auto-replied, false",
        "loop, nothing, false",
        "loop, no, true",
        "list, auto-replied, true",
        "starred, auto-replied, true",
        "starred, nothing, true"
    })
    void programsDoNotAnswerPrograms(String label, String said, boolean goesOut) {
        Message original = received(label);

        if (goesOut) {
            reply(original, content(said), Asker.ANYBODY);
            assertThat(rig.outbox.mails()).hasSize(1);
        } else {
            assertThatThrownBy(() -> reply(original, content(said), Asker.ANYBODY))
                    .isInstanceOfSatisfying(
                            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOOP_DETECTED));
            assertThat(rig.outbox.mails()).isEmpty();
        }
    }

    @Test
    void theMailSaysThatItIsAutomatic() {
        reply(received("starred"), content("auto-replied"), Asker.ANYBODY);

        assertThat(rig.outbox.mails().get(0).text()).contains("Auto-Submitted: auto-replied\r\n");
    }

    @Test
    void aRepeatedRequestGetsItsFirstAnswerWhateverBecameOfTheMessage() {
        Message original = received("starred");
        Asker asker = Asker.with(new IdempotencyKey("answer-1"));
        SentMessage first = reply(original, content("auto-replied"), asker);
        new Rows(rig.messages)
                .relabel(rig.inbox, original, original.labels().with(Labels.of(Label.LOOP)), Fixtures.NOW);

        assertThat(reply(original, content("auto-replied"), asker)).isEqualTo(first);
        assertThat(rig.outbox.mails()).hasSize(1);
    }

    @Test
    void nobodyTakesTheLabelOfLoopsOff() {
        assertThatThrownBy(() -> new LabelChange(Labels.NONE, Labels.of(Label.LOOP)).checkedForCallers())
                .isInstanceOf(RefusedException.class);
    }
}
