package io.postroom.core.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Suppression;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.Octets;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendingTest {
    private static final int MORE_CALLS_THAN_ARE_MADE = 20;

    private SendRig rig = new SendRig();

    private SentMessage send(Addressees recipients, Content content) {
        return rig.sending.send(
                Callers.unrestricted(), Fixtures.SUPPORT, new SendMessage(recipients, content), Asker.ANYBODY);
    }

    private SentMessage reply(Message original, ReplyMessage reply) {
        return rig.sending.reply(Callers.unrestricted(), Fixtures.SUPPORT, original.id(), reply, Asker.ANYBODY);
    }

    private static ReplyMessage answer(boolean all) {
        return new ReplyMessage(Addressees.NONE, all, SendRig.text("", "answer"));
    }

    private FakeOutbox.Mail onlyMail() {
        assertThat(rig.outbox.mails()).hasSize(1);
        return rig.outbox.mails().get(0);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void keepsACopyAndPutsTheMailOut() {
        SentMessage sent = send(SendRig.to("Ann <ann@example.com>"), SendRig.text("Hello", "Hi"));

        assertThat(sent.id().value()).endsWith("@agents.example>");
        Message copy = rig.listed().get(0);
        assertThat(copy.id()).isEqualTo(sent.id());
        assertThat(copy.labels()).isEqualTo(Labels.of(Label.SENT));
        assertThat(copy.envelope().from()).isEqualTo("Support <support@agents.example>");
        assertThat(onlyMail().message().id()).isEqualTo(sent.id());
        assertThat(onlyMail().message().thread()).isEqualTo(sent.thread());
        assertThat(onlyMail().recipients()).containsExactly("ann@example.com");
        assertThat(rig.events()).isEmpty();
    }

    @Test
    void hiddenRecipientsStandInTheCopyOnly() {
        Addressees recipients = new Addressees(
                List.of(Address.parse("ann@example.com")), List.of(), List.of(Address.parse("bob@example.com")));

        send(recipients, SendRig.text("Hello", "Hi"));

        assertThat(rig.listed().get(0).envelope().bcc()).containsExactly("bob@example.com");
        assertThat(onlyMail().text()).doesNotContain("bob@example.com");
        assertThat(onlyMail().recipients()).containsExactly("ann@example.com", "bob@example.com");
    }

    @Test
    void nobodyGetsTheMailTwice() {
        send(SendRig.to("ann@example.com", "Ann <ANN@example.com>"), SendRig.text("Hello", "Hi"));

        assertThat(onlyMail().recipients()).containsExactly("ann@example.com");
    }

    @Test
    void anAnswerGoesToWhomTheSenderWishes() {
        Message original = rig.receive(
                TextMessage.of(
                        "From: ann@example.com\nReply-To: desk@example.com\n"
                                + "To: support@agents.example\nMessage-ID: <2@example.com>\nReferences: <1@example.com>\nSubject: Help\n\nx\n"));

        SentMessage sent = reply(original, answer(false));

        assertThat(sent.thread()).isEqualTo(original.thread());
        assertThat(onlyMail().recipients()).containsExactly("desk@example.com");
        assertThat(onlyMail().text())
                .contains("Subject: Re: Help\r\n")
                .contains("In-Reply-To: <2@example.com>\r\n")
                .contains("References: <1@example.com> <2@example.com>\r\n");
    }

    @Test
    void anAnswerToOnesOwnMessageGoesToItsRecipients() {
        SentMessage first = send(SendRig.to("ann@example.com"), SendRig.text("Hello", "Hi"));
        Message own = rig.listed().get(0);

        SentMessage second = reply(own, answer(false));

        assertThat(second.thread()).isEqualTo(first.thread());
        assertThat(rig.outbox.mails().get(1).recipients()).containsExactly("ann@example.com");
    }

    @Test
    void anAnswerToAllLeavesTheInboxOut() {
        Message original = rig.receive(TextMessage.of("From: Ann <ann@example.com>\n"
                + "To: Support+tag@agents.example\nCc: ANN@example.com\nMessage-ID: <2@example.com>\n\nx\n"));

        reply(original, answer(true));

        assertThat(onlyMail().recipients()).containsExactly("ann@example.com");
    }

    @Test
    void anAnswerToAllLeavesOutWhateverReachesTheInboxAndNothingElse() {
        rig.domains.create(
                Fixtures.verifiedDomain(
                        "corp.example", new DomainOptions(true, false, false, Optional.of(Fixtures.SUPPORT))),
                Fixtures.signingKey(1));
        rig.inboxes.create(Fixtures.inbox(new InboxId("support+vip@agents.example")));
        Message original = rig.receive(TextMessage.of("From: Ann <ann@example.com>\nTo: sales@corp.example\n"
                + "Cc: Support+tag@agents.example, support+vip@agents.example\nMessage-ID: <2@example.com>\n\nx\n"));

        reply(original, answer(true));

        assertThat(onlyMail().recipients()).containsExactly("ann@example.com", "support+vip@agents.example");
    }

    @Test
    void aForwardBringsTheFilesWithoutWhatMayNotBeWritten() {
        Message original = rig.receive(TextMessage.of("From: ann@example.com\nTo: support@agents.example\n"
                + "Message-ID: <2@example.com>\nX-File: a.png|image/png|inline|logo@x|AQ==\n"
                + "X-File: b|nonsense|attachment|é|Ag==\nX-File: c|multipart/mixed|attachment||Aw==\n\nx\n"));

        rig.sending.forward(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                original.id(),
                new SendMessage(SendRig.to("bob@example.com"), SendRig.text("", "Look")),
                Asker.ANYBODY);

        assertThat(onlyMail().text())
                .contains("X-File: a.png|image/png|inline|logo@x|AQ==")
                .contains("X-File: b||attachment||Ag==")
                .contains("X-File: c||attachment||Aw==");
    }

    @Test
    void aForwardHasTheOriginalBelowAndJoinsItsThread() {
        Message original = rig.receive(TextMessage.of("<2@example.com>", "Offer", "Ten apples."));

        SentMessage sent = rig.sending.forward(
                Callers.unrestricted(),
                Fixtures.SUPPORT,
                original.id(),
                new SendMessage(SendRig.to("bob@example.com"), SendRig.text("", "Look")),
                Asker.ANYBODY);

        assertThat(sent.thread()).isEqualTo(original.thread());
        assertThat(onlyMail().text())
                .contains("Subject: Fwd: Offer\r\n")
                .contains("Look\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\n")
                .contains("Ten apples.");
    }

    @Test
    void refusesWhatTheKeyMayNotDo() {
        SendMessage message = new SendMessage(SendRig.to("ann@example.com"), SendRig.text("s", "t"));
        Message original = rig.receive(TextMessage.of("<2@example.com>", "s", "t"));

        assertRefused(
                Reason.MISSING_PERMISSION,
                () -> rig.sending.send(
                        Callers.only(Permission.MESSAGE_READ), Fixtures.SUPPORT, message, Asker.ANYBODY));
        assertRefused(
                Reason.MISSING_PERMISSION,
                () -> rig.sending.forward(
                        Callers.only(Permission.MESSAGE_SEND),
                        Fixtures.SUPPORT,
                        original.id(),
                        message,
                        Asker.ANYBODY));
        assertRefused(
                Reason.NOT_FOUND, () -> rig.sending.send(Callers.stranger(), Fixtures.SUPPORT, message, Asker.ANYBODY));
        assertRefused(Reason.NOT_FOUND, () -> reply(unknown(original), answer(false)));
    }

    private static Message unknown(Message message) {
        return new Message(
                message.inbox(),
                new MessageId("<unknown@example.com>"),
                message.thread(),
                message.mailboxId(),
                message.digest(),
                message.timestamp(),
                message.labels(),
                message.envelope(),
                message.preview(),
                message.attachments(),
                message.size(),
                message.updatedAt());
    }

    @Test
    void refusesADomainThatIsNotVerified() {
        Inbox elsewhere = Fixtures.inbox(new InboxId("a@unverified.example"));
        rig.inboxes.create(elsewhere);

        assertRefused(
                Reason.DOMAIN_NOT_VERIFIED,
                () -> rig.sending.send(
                        Callers.unrestricted(),
                        elsewhere.id(),
                        new SendMessage(SendRig.to("ann@example.com"), SendRig.text("s", "t")),
                        Asker.ANYBODY));
    }

    @Test
    void refusesNobodyAndTooMany() {
        assertRefused(Reason.UNPROCESSABLE, () -> send(Addressees.NONE, SendRig.text("s", "t")));
        String[] fifty =
                IntStream.range(0, 50).mapToObj(i -> "u" + i + "@example.com").toArray(String[]::new);
        String[] more =
                IntStream.range(0, 51).mapToObj(i -> "u" + i + "@example.com").toArray(String[]::new);
        assertRefused(Reason.INVALID, () -> send(SendRig.to(more), SendRig.text("s", "t")));
        send(SendRig.to(fifty), SendRig.text("s", "t"));
        assertThat(onlyMail().recipients()).hasSize(50);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertRefused(
                Reason.TOO_LARGE,
                () -> send(SendRig.to("ann@example.com"), SendRig.text("s", "x".repeat((int) SendRig.MAX_OCTETS))));
        assertThat(rig.listed()).isEmpty();
    }

    @Test
    void aMessageOfJustTheLimitLeaves() {
        Addressees ann = SendRig.to("ann@example.com");
        send(ann, SendRig.text("s", ""));
        int left = (int) SendRig.MAX_OCTETS - onlyMail().text().length();

        assertRefused(Reason.TOO_LARGE, () -> send(ann, SendRig.text("s", "x".repeat(left + 1))));
        send(ann, SendRig.text("s", "x".repeat(left)));

        assertThat(rig.outbox.mails()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from", "Sender", "BCC", "Return-Path", "received", "DKIM-Signature", "Message-Id"})
    void refusesHeadersThatTheServerWrites(String name) {
        assertHeaderRefused(name, "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authentication-Results", "Content-Type", "content-anything", "X A", "X:A", "", "Xé"})
    void refusesHeadersThatWouldMislead(String name) {
        assertHeaderRefused(name, "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nBcc: c@d.example", "a\0b"})
    void refusesLineBreaksWhereverAHeaderIsWritten(String text) {
        assertHeaderRefused("X-A", text);
        assertRefused(Reason.INVALID, () -> send(SendRig.to("ann@example.com"), SendRig.text(text, "t")));
        OutgoingFile file =
                new OutgoingFile(Optional.of(text), Optional.empty(), false, Optional.empty(), new Octets(new byte[0]));
        Content content = SendRig.text("s", "t");
        assertRefused(
                Reason.INVALID,
                () -> send(SendRig.to("ann@example.com"), content.with(content.text(), content.html(), List.of(file))));
        assertThat(rig.outbox.mails()).isEmpty();
    }

    private void assertHeaderRefused(String name, String value) {
        Content content = new Content(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(name, value),
                Labels.NONE);
        assertThatThrownBy(() -> send(SendRig.to("ann@example.com"), content))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problems().get(0).path()).containsExactly("headers", name));
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void aLetterIsKeptAndListedOnceHoweverOftenItIsSent(Moment moment) {
        for (int call = 1; call < MORE_CALLS_THAN_ARE_MADE; call++) {
            rig = new SendRig();
            Letter letter = SendRig.letter("<1@agents.example>", "support@agents.example");
            rig.crashes.at(call, moment);
            try {
                rig.dispatch.send(rig.inbox, letter, Duration.ZERO);
            } catch (UncheckedIOException cut) {
                assertThat(rig.crashes.happened()).isTrue();
            }

            rig.crashes.at(Integer.MAX_VALUE, moment);
            rig.dispatch.send(rig.inbox, letter, Duration.ZERO);

            assertThat(rig.listed()).as("call " + call).hasSize(1);
            assertThat(rig.mailboxes.all(Fixtures.SUPPORT)).as("call " + call).hasSize(1);
            assertThat(rig.outbox.mails()).as("call " + call).isNotEmpty();
        }
    }

    @Test
    void whatComesBackToItsSenderIsOneMessage() {
        SentMessage sent = send(SendRig.to("support@agents.example"), SendRig.text("Note", "to self"));

        rig.receive(TextMessage.of(onlyMail().text()));

        assertThat(rig.listed()).singleElement().satisfies(message -> {
            assertThat(message.id()).isEqualTo(sent.id());
            assertThat(message.labels()).isEqualTo(Labels.of(Label.SENT, Label.RECEIVED, Label.UNREAD));
        });
        assertThat(rig.events()).hasSize(1);
    }

    private void suppress(String address) {
        rig.suppressions.add(new Suppression(
                Fixtures.ORGANIZATION,
                address,
                Suppression.Cause.COMPLAINT,
                "abuse",
                Fixtures.SUPPORT,
                new MessageId("<1@agents.example>"),
                Fixtures.NOW));
    }

    @Test
    void refusesToSendToASuppressedRecipient() {
        suppress("ann@example.com");

        assertThatThrownBy(() -> rig.sending.send(
                        Callers.unrestricted(),
                        Fixtures.SUPPORT,
                        new SendMessage(SendRig.to("bob@example.com", "Ann@Example.com"), SendRig.text("s", "t")),
                        Asker.ANYBODY))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.MESSAGE_REJECTED);
                    assertThat(refused).hasMessageContaining("ann@example.com").hasMessageNotContaining("bob");
                });
        assertThat(rig.outbox.mails()).isEmpty();
        assertThat(rig.listed()).isEmpty();
    }

    @Test
    void answersARepeatedKeyAsBeforeAlthoughTheMessageBouncedMeanwhile() {
        Asker key = Asker.with(new IdempotencyKey("k"));
        SendMessage request = new SendMessage(SendRig.to("ann@example.com"), SendRig.text("s", "t"));
        SentMessage first = rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, request, key);
        suppress("ann@example.com");

        assertThat(rig.sending.send(Callers.unrestricted(), Fixtures.SUPPORT, request, key))
                .isEqualTo(first);
    }
}
