package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers and forwards as another dialect than {@code /v0} has them. */
class OtherAnswersTest {
    private final SendRig rig = new SendRig();

    private void reply(Message original, ReplyMessage reply) {
        rig.sending.reply(Callers.unrestricted(), Fixtures.SUPPORT, original.id(), reply, Asker.ANYBODY);
    }

    @Test
    void aForwardApartBeginsAThreadAndSaysOnlyWhatItsSenderSays() {
        Message original = rig.receive(
                TextMessage.of(
                        "From: ann@example.com\nTo: support@agents.example\n"
                                + "Message-ID: <2@example.com>\nSubject: Offer\nX-File: a.png|image/png|inline|logo@x|AQ==\n\nTen apples.\n"));
        Content own = SendRig.text("", "Look");
        Content nothing = new Content(
                Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), Map.of(), Labels.NONE);

        SentMessage said = rig.sending.forwardApart(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                original.id(),
                new SendMessage(SendRig.to("bob@example.com"), own),
                Asker.ANYBODY);
        SentMessage silent = rig.sending.forwardApart(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                original.id(),
                new SendMessage(SendRig.to("bob@example.com"), nothing),
                Asker.ANYBODY);

        assertThat(said.thread()).isNotEqualTo(original.thread()).isNotEqualTo(silent.thread());
        assertThat(rig.outbox.mails().get(0).text())
                .contains("Subject: Fwd: Offer\r\n")
                .contains("Look")
                .contains("X-File: a.png|image/png|inline|logo@x|AQ==")
                .doesNotContain("Ten apples.")
                .doesNotContain("<2@example.com>");
        assertThat(rig.outbox.mails().get(1).text()).contains("Ten apples.");
    }

    @Test
    void anAnswerGoesToThoseInCopyToo() {
        Message original = rig.receive(TextMessage.of("From: Ann <ann@example.com>\nTo: support@agents.example, "
                + "bob@example.com\nMessage-ID: <2@example.com>\n\nx\n"));
        List<Address> copied = List.of(Address.parse("dave@example.com"), Address.parse("BOB@example.com"));

        reply(original, new ReplyMessage(Addressees.NONE, copied, true, SendRig.text("", "all"), Duration.ZERO));
        reply(original, new ReplyMessage(Addressees.NONE, copied, false, SendRig.text("", "one"), Duration.ZERO));

        assertThat(rig.outbox.mails().get(0).recipients())
                .containsExactly("ann@example.com", "bob@example.com", "dave@example.com");
        assertThat(rig.outbox.mails().get(1).recipients())
                .containsExactly("ann@example.com", "dave@example.com", "BOB@example.com");
    }
}
