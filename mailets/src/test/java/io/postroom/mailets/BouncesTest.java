package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.Domain;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainStatus;
import io.postroom.core.event.EventBody;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageRef;
import io.postroom.core.send.OutgoingMark;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BouncesTest {
    private static final String REPORT =
            "From: MAILER-DAEMON@example.com\nMessage-ID: <r@example.com>\nContent-Type: multipart/report;\n"
                    + " report-type=delivery-status; boundary=b\n\nAbout: <1@example.com>\nFailed: ann@example.com; 5.1.1\n";

    private Mailroom mailroom;
    private MessageRef sent;

    @BeforeEach
    void sendAMessage() throws MessagingException {
        mailroom = new Mailroom();
        TextMessage letter = TextMessage.of("From: support@agents.example\nTo: ann@example.com, bob@example.com\n"
                + "Message-ID: <1@example.com>\n\nhello\n");
        mailroom.process(mailroom.mail("Mail1", letter.octets())
                .recipient("support@agents.example")
                .build());
        Message copy = mailroom.listed(Fixtures.SUPPORT).get(0);
        mailroom.relabel(copy, Labels.of(Label.SENT));
        sent = MessageRef.of(copy);
    }

    private FakeMail outgoing(String name, String... recipients) throws MessagingException {
        FakeMail mail = mailroom.mail(name, TextMessage.of("Subject: s\n\nt\n").octets())
                .sender("support@agents.example")
                .recipients(recipients)
                .build();
        Collection<AttributeValue<?>> mark = OutgoingMark.write(sent).stream()
                .<AttributeValue<?>>map(AttributeValue::of)
                .toList();
        mail.setAttribute(new Attribute(MailState.OUTGOING, AttributeValue.of(mark)));
        return mail;
    }

    private static void note(Mail mail, String name, AttributeValue<?> value) {
        mail.setAttribute(new Attribute(AttributeName.of(name), value));
    }

    private Mail refused(String error, Optional<Integer> code, String... recipients) throws MessagingException {
        Mail mail = outgoing("Out-1-to-example.com", recipients);
        note(mail, "delivery-error", AttributeValue.of(error));
        note(mail, "is-delivery-permanent-error", AttributeValue.of(true));
        code.ifPresent(known -> note(mail, "delivery-error-code", AttributeValue.of(known)));
        return mail;
    }

    /** What was told of the message, after {@code message.received}, as which it came in for this test. */
    private List<EventBody> told() {
        return mailroom.events().stream()
                .map(event -> event.body())
                .filter(body -> !(body instanceof EventBody.Received))
                .toList();
    }

    private EventBody bounce(String address) {
        return new EventBody.Bounced(sent, true, "NoEmail", List.of(new EventBody.FailedRecipient(address, "5.1.1")));
    }

    private void domainThatSays(boolean feedback) {
        mailroom.domains.create(
                new Domain(
                        new MailDomain("agents.example"),
                        Fixtures.ORGANIZATION,
                        Optional.empty(),
                        new DomainOptions(feedback, false, false, Optional.empty()),
                        Optional.empty(),
                        DomainStatus.VERIFIED,
                        List.of(),
                        Fixtures.NOW,
                        Fixtures.NOW),
                Fixtures.signingKey(1));
    }

    @Test
    void tellsOfEachRecipientThatWasRefusedAndEndsTheMail() throws Exception {
        Mail mail = refused("550 5.1.1 nobody", Optional.empty(), "ann@example.com", "bob@example.com");

        mailroom.announceBounced("refused").service(mail);
        mailroom.announceBounced("refused").service(mail);

        assertThat(told()).containsExactlyInAnyOrder(bounce("ann@example.com"), bounce("bob@example.com"));
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(mailroom.suppressions.among(Fixtures.ORGANIZATION, List.of("ann@example.com", "bob@example.com")))
                .hasSize(2);
    }

    @Test
    void tellsOfThoseWhoWereServedWhileOthersWereRefused() throws Exception {
        Mail mail = refused("550 5.1.1 nobody", Optional.of(250), "ann@example.com");
        mail.setRecipients(List.of(
                new MailAddress("ann@example.com"),
                new MailAddress("bob@example.com"),
                new MailAddress("carol@elsewhere.example")));
        mailroom.noteRecipients.service(mail);
        mail.setRecipients(List.of(new MailAddress("ann@example.com")));

        mailroom.announceBounced("refused").service(mail);

        assertThat(told())
                .containsExactly(bounce("ann@example.com"), new EventBody.Delivered(sent, List.of("bob@example.com")));
    }

    @Test
    void tellsOfEverybodyElseWhereOneServerTakesAll() throws Exception {
        Mail mail = refused("550 5.1.1 nobody", Optional.of(250), "ann@example.com");
        mail.setName("Out-1");
        new MailState(mail).setBoundFor(List.of("Ann@example.com", "bob@example.com", "carol@elsewhere.example"));

        mailroom.announceBounced("refused").service(mail);

        assertThat(told())
                .containsExactly(
                        bounce("ann@example.com"),
                        new EventBody.Delivered(sent, List.of("bob@example.com")),
                        new EventBody.Delivered(sent, List.of("carol@elsewhere.example")));
    }

    @Test
    void tellsOfNobodyElseWhileTheyWait() throws Exception {
        Mail mail = refused("550 5.1.1 nobody", Optional.of(250), "ann@example.com");
        note(mail, "is-delivery-permanent-error", AttributeValue.of(false));
        new MailState(mail).setBoundFor(List.of("ann@example.com", "bob@example.com"));

        mailroom.announceBounced("refused").service(mail);

        assertThat(told()).containsExactly(bounce("ann@example.com"));
    }

    @Test
    void goesOnWithoutTheMarkWhereTheOwnerOfTheDomainWantsReports() throws Exception {
        domainThatSays(true);
        Mail mail = refused("550 5.1.1 nobody", Optional.empty(), "ann@example.com");

        mailroom.announceBounced("refused").service(mail);

        assertThat(told()).containsExactly(bounce("ann@example.com"));
        assertThat(mail.getState()).isEqualTo(Mailroom.STATE);
        assertThat(new MailState(mail).outgoing()).isEmpty();
    }

    @Test
    void leavesOtherPeoplesMailAlone() throws Exception {
        Mail mail = mailroom.mail("Mail2", TextMessage.of("Subject: s\n\nt\n").octets())
                .sender("person@agents.example")
                .recipients("ann@example.com")
                .build();

        mailroom.announceBounced("refused").service(mail);
        mailroom.announceBounced("unknown").service(mail);
        mailroom.refuse.service(mail);
        mailroom.noteRecipients.service(mail);

        assertThat(mail.getState()).isEqualTo(Mailroom.STATE);
        assertThat(mail.getRecipients()).hasSize(1);
        assertThat(told()).isEmpty();
        assertThat(new MailState(mail).boundFor()).isEmpty();
    }

    @Test
    void tellsThatNobodyHereHasTheAddressAndSuppressesNothing() throws Exception {
        Mail mail = outgoing("Out-1", "nobody@agents.example");

        mailroom.announceBounced("unknown").service(mail);

        assertThat(told()).containsExactly(bounce("nobody@agents.example"));
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(mailroom.suppressions.among(Fixtures.ORGANIZATION, List.of("nobody@agents.example")))
                .isEmpty();
    }

    @Test
    void keepsAMessageFromThoseWhoWereSuppressedMeanwhile() throws Exception {
        mailroom.announceBounced("refused").service(refused("550 5.1.1 nobody", Optional.empty(), "ann@example.com"));
        Mail both = outgoing("Out-2", "Ann@example.com", "bob@example.com");
        Mail one = outgoing("Out-3", "ann@example.com");

        mailroom.refuse.service(both);
        mailroom.refuse.service(one);

        assertThat(both.getRecipients()).containsExactly(new MailAddress("bob@example.com"));
        assertThat(both.getState()).isEqualTo(Mailroom.STATE);
        assertThat(one.getState()).isEqualTo(Mail.GHOST);
        assertThat(told()).hasSize(2);
        assertThat(told().get(1)).isInstanceOf(EventBody.Rejected.class);
    }

    private Mail report(String text) throws MessagingException {
        return mailroom.mail("Mail9", TextMessage.of(text).octets())
                .recipient("support@agents.example")
                .build();
    }

    @Test
    void aReportIsToldAndKept() throws Exception {
        mailroom.process(report(REPORT));
        mailroom.process(report(REPORT));

        assertThat(told()).containsExactly(bounce("ann@example.com"));
        assertThat(mailroom.listed(Fixtures.SUPPORT)).hasSize(2);
        assertThat(mailroom.listed(Fixtures.SUPPORT))
                .anySatisfy(message ->
                        assertThat(message.labels().contains(Label.BOUNCE)).isTrue())
                .anySatisfy(message ->
                        assertThat(message.labels().contains(Label.BOUNCED)).isTrue());
    }

    @Test
    void aReportIsToldAndNotKeptWhereTheOwnerOfTheDomainRefusesSuchMail() throws Exception {
        domainThatSays(false);
        Mail mail = report(REPORT);

        mailroom.process(mail);
        mailroom.process(report(REPORT.replace("<1@example.com>", "<no@example.com>")));

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(told()).containsExactly(bounce("ann@example.com"));
        assertThat(mailroom.listed(Fixtures.SUPPORT))
                .as("the copy, and the report of nothing")
                .hasSize(2);
    }

    @Test
    void mailThatSaysItIsNoReportIsNotReadAsOne() throws Exception {
        mailroom.process(report(REPORT.replace("multipart/report", "multipart/mixed")));

        assertThat(told()).isEmpty();
    }

    @Test
    void aReportWaitsForAStoreThatIsAway() throws Exception {
        for (int call = 1; call <= 40; call++) {
            sendAMessage();
            mailroom.crashes.at(call, Moment.values()[call % 2]);

            mailroom.process(report(REPORT));
            mailroom.processSpool();

            assertThat(told()).as("call " + call).containsExactly(bounce("ann@example.com"));
            assertThat(mailroom.listed(Fixtures.SUPPORT)).as("call " + call).hasSize(2);
        }
    }

    @Test
    void refusesToStartWithoutKnowingWhy() {
        assertThatThrownBy(() -> mailroom.announceBounced("whatever")).isInstanceOf(MessagingException.class);
    }
}
