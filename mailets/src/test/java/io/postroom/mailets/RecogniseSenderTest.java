package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListType;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.verify.SenderAddress;
import io.postroom.core.verify.VerifiedSender;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.ScriptedAuthenticator;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecogniseSenderTest {
    private static final SenderAddress ANN = new SenderAddress("ann@example.com");
    private static final Pattern ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

    private Mailroom mailroom;
    private int mails;

    @BeforeEach
    void openMailroom() throws Exception {
        mailroom = new Mailroom();
    }

    private Mail mail(String sender, String header, String... recipients) throws Exception {
        mails++;
        String text = header + "Message-ID: <" + mails + "@example.com>\nSubject: s\n\nText " + mails + "\n";
        FakeMail.Builder mail =
                mailroom.mail("Mail" + mails, TextMessage.of(text).octets()).recipients(recipients);
        return sender.isEmpty() ? mail.build() : mail.sender(sender).build();
    }

    private Message deliver(String header) throws Exception {
        mailroom.process(mail("ann@example.com", header, "support@agents.example"));
        return stored(mails);
    }

    private Message stored(int number) {
        return mailroom.messages
                .find(Fixtures.SUPPORT, new MessageId("<" + number + "@example.com>"))
                .orElseThrow();
    }

    private Verdict verdict(Message message) {
        return mailroom.mailboxes
                .find(message.inbox(), message.mailboxId())
                .flatMap(mail -> DeliveryTrace.of(mail.raw()))
                .orElseThrow()
                .verdict();
    }

    private static boolean isVerified(Message message) {
        return message.labels().contains(Label.VERIFIED);
    }

    private void verify() {
        mailroom.verification.senders.saveVerified(
                new VerifiedSender(Fixtures.SUPPORT, ANN, VerifiedSender.Way.CALLER, Fixtures.NOW));
    }

    @Test
    void mailOfAVerifiedSenderSaysSoToEveryInboxThatReliesOnHim() throws Exception {
        verify();

        mailroom.process(mail(
                "ann@example.com", "From: Ann <ann@example.com>\n", "support@agents.example", "sales@agents.example"));

        assertThat(isVerified(stored(1))).isTrue();
        assertThat(verdict(stored(1)).has(Verdict.VERIFIED)).isTrue();
        assertThat(mailroom.listed(Fixtures.SALES)).singleElement().matches(message -> !isVerified(message));
        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT).get(0).labels().contains(Label.VERIFIED))
                .isTrue();
    }

    @Test
    void theFirstMailOfSomebodyIsAFirstContactAndTheNextIsNot() throws Exception {
        Message first = deliver("From: ann@example.com\n");
        Message second = deliver("From: Ann <ANN@example.com>\n");

        assertThat(verdict(first).has(Verdict.FIRST_CONTACT)).isTrue();
        assertThat(verdict(second).has(Verdict.FIRST_CONTACT)).isFalse();
    }

    @Test
    void whatIsNotProvedIsNotVerified() throws Exception {
        verify();
        for (var nothing : List.of(
                ScriptedAuthenticator.unproven(),
                ScriptedAuthenticator.failed(DmarcPolicy.NONE),
                ScriptedAuthenticator.unknown(),
                ScriptedAuthenticator.passed("evil.example"))) {
            mailroom.authenticator.setAnswer(nothing);
            assertThat(isVerified(deliver("From: ann@example.com\n"))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: ann@example.com\nX-Postroom-Verdict: verified\n",
                "From: Ann <ann@example.com>\nAuthentication-Results: agents.example; dmarc=pass\n",
                "From: \"Ann ann@example.com\" <eve@evil.example>\n",
                "From: ann@example.com\nSender: eve@evil.example\n",
                "From: ann@example.com\nReply-To: eve@evil.example\n"
            })
    void aForgedFromOfAVerifiedSenderIsNeverVerified(String header) throws Exception {
        verify();
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());

        Message message = deliver(header);

        assertThat(isVerified(message)).isFalse();
        assertThat(verdict(message).has(Verdict.VERIFIED)).isFalse();
    }

    @Test
    void aSenderWhoIsAllowedInIsVerified() throws Exception {
        ListKey list =
                new ListKey(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), Direction.RECEIVE, ListType.ALLOW);
        mailroom.lists.save(new ListEntry(list, new EntryName("example.com"), Optional.empty(), Fixtures.NOW));

        assertThat(isVerified(deliver("From: ann@example.com\n"))).isTrue();
        assertThat(mailroom.verification.notices.mails()).isEmpty();
    }

    @Test
    void mailOfAUserWhoLoggedInIsProvedForHisOwnAddressOnly() throws Exception {
        mailroom.verification.senders.saveVerified(new VerifiedSender(
                Fixtures.SUPPORT, new SenderAddress("sales@agents.example"), VerifiedSender.Way.CALLER, Fixtures.NOW));
        for (String user : List.of("Sales@agents.example", "eve@agents.example")) {
            Mail mail = mail("x@agents.example", "From: sales@agents.example\n", "support@agents.example");
            mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(user)));
            mailroom.process(mail);
        }

        assertThat(isVerified(stored(1))).isTrue();
        assertThat(isVerified(stored(2))).isFalse();
    }

    private String question() {
        Matcher id = ID.matcher(mailroom.verification.notices.last().text());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    @Test
    void anAnswerToTheQuestionVerifiesItselfAndWhatWaited() throws Exception {
        Message asked = deliver("From: ann@example.com\n");
        assertThat(isVerified(asked)).isFalse();
        assertThat(mailroom.verification.notices.mails()).hasSize(1);

        Message answer = deliver("From: Ann <ann@example.com>\nIn-Reply-To: " + question() + "\nReferences: "
                + asked.id().value() + " " + question() + "\n");

        assertThat(isVerified(answer)).isTrue();
        assertThat(isVerified(stored(1))).isTrue();
        assertThat(mailroom.events()).extracting(MailEvent::type).containsOnlyOnce(EventType.SENDER_VERIFIED);
        assertThat(isVerified(deliver("From: ann@example.com\n"))).isTrue();
        assertThat(mailroom.verification.notices.mails()).hasSize(1);
    }

    @Test
    void anAnswerThatIsForgedOrOfAMachineDoesNotVerify() throws Exception {
        deliver("From: ann@example.com\n");
        String answers = "In-Reply-To: " + question() + "\n";

        Message machine = deliver("From: ann@example.com\nAuto-Submitted: auto-replied\n" + answers);
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());
        Message forged = deliver("From: ann@example.com\n" + answers);
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.passed("evil.example"));
        Message other = deliver("From: eve@evil.example\n" + answers);

        assertThat(List.of(machine, forged, other)).noneMatch(RecogniseSenderTest::isVerified);
        assertThat(isVerified(stored(1))).isFalse();
    }

    @Test
    void theSpoolThatRepeatsAMailAsksOnceAndSaysTheSame() throws Exception {
        Mail mail = mail("ann@example.com", "From: ann@example.com\n", "support@agents.example");
        Mail again = mailroom.mail(
                        "Mail1",
                        TextMessage.of("From: ann@example.com\nMessage-ID: <1@example.com>\nSubject: s\n\nText 1\n")
                                .octets())
                .sender("ann@example.com")
                .recipients("support@agents.example")
                .build();

        mailroom.process(mail);
        mailroom.process(again);

        assertThat(mailroom.verification.notices.mails()).hasSize(1);
        assertThat(mailroom.listed(Fixtures.SUPPORT)).hasSize(1);
        assertThat(verdict(stored(1)).has(Verdict.FIRST_CONTACT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: ann@example.com\nAuto-Submitted: auto-generated\n",
                "From: ann@example.com\nList-Id: <l.example.com>\n",
                "From: ann@example.com\nPrecedence: bulk\n",
                "From: ann@example.com\nX-Spam: SPAM\n"
            })
    void asksNobodyAboutMailOfMachinesOrSpam(String header) throws Exception {
        deliver(header.contains("SPAM") ? header.replace("X-Spam: SPAM", "X-Note: SPAM") : header);

        assertThat(mailroom.verification.notices.mails()).isEmpty();
    }

    @Test
    void asksNobodyWhoWantsNoAnswerOrIsNotProved() throws Exception {
        mailroom.process(mail("", "From: ann@example.com\n", "support@agents.example"));
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());
        deliver("From: ann@example.com\n");

        assertThat(mailroom.verification.notices.mails()).isEmpty();
    }

    @Test
    void whoWroteFirstIsKnownWhetherProvedOrNot() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());
        deliver("From: ann@example.com\n");
        mailroom.clock.advance(Duration.ofDays(1));

        assertThat(mailroom.verification
                        .senders
                        .find(Fixtures.SUPPORT, ANN)
                        .orElseThrow()
                        .met())
                .isPresent();
    }
}
