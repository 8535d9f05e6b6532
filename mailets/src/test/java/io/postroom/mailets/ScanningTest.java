package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.scan.ScanMark;
import io.postroom.core.scan.ScannedMail;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What scanners say of mail, and what becomes of it. */
class ScanningTest {
    private Mailroom mailroom;

    @BeforeEach
    void openMailroom() throws MessagingException {
        mailroom = new Mailroom();
    }

    private Mail mail(String text) throws MessagingException {
        return mailroom.mail(
                        "Mail1",
                        TextMessage.of("From: ann@example.com\nMessage-ID: <1@example.com>\n\n" + text)
                                .octets())
                .sender("ann@example.com")
                .recipient("support@agents.example")
                .build();
    }

    private static Optional<String> mark(Mail mail, String name) {
        return AttributeUtils.getValueAndCastFromMail(mail, AttributeName.of(name), String.class);
    }

    @Test
    void spamIsLabelledPutAsideAndToldAsSuch() throws Exception {
        mailroom.process(mail("buy SPAM"));

        Message message = mailroom.listed(Fixtures.SUPPORT).get(0);
        assertThat(message.labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD, Label.SPAM));
        assertThat(Folder.of(message.labels())).isEqualTo(Folder.SPAM);
        assertThat(mailroom.events()).extracting(MailEvent::type).containsExactly(EventType.MESSAGE_RECEIVED_SPAM);
    }

    @Test
    void theScannerIsToldTheEnvelope() throws Exception {
        Mail mail = mail("hello");

        mailroom.process(mail);

        ScannedMail asked = mailroom.spam.asked().get(0);
        assertThat(asked.peer()).contains("192.0.2.1");
        assertThat(asked.sender()).isEqualTo("ann@example.com");
        assertThat(asked.recipients()).containsExactly("support@agents.example");
        assertThat(mark(mail, ScanMark.SPAM)).contains("no");
        assertThat(mailroom.listed(Fixtures.SUPPORT).get(0).labels().contains(Label.SPAM))
                .isFalse();
    }

    @Test
    void aMailIsLookedThroughOnceHoweverOftenItIsProcessed() throws Exception {
        Mail mail = mail("buy SPAM");

        mailroom.classify.service(mail);
        mailroom.classify.service(mail);

        assertThat(mailroom.spam.asked()).hasSize(1);
    }

    @Test
    void withoutItsScannerMailGoesOnUnlabelled() throws Exception {
        mailroom.spam.setTrouble(Optional.of("gone"));
        Mail mail = mail("buy SPAM");

        mailroom.process(mail);

        assertThat(mark(mail, ScanMark.SPAM)).contains("not-scanned");
        assertThat(mailroom.listed(Fixtures.SUPPORT).get(0).labels())
                .isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD));
    }

    @Test
    void mailOfOurOwnIsNotLookedThrough() throws Exception {
        Mail submitted = mail("buy SPAM");
        submitted.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("ann")));
        Mail made = mail("VIRUS");
        made.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);

        mailroom.classify.service(submitted);

        assertThat(mailroom.carriesVirus.match(made)).isEmpty();
        assertThat(mailroom.spam.asked()).isEmpty();
        assertThat(mailroom.viruses.asked()).isEmpty();
    }

    @Test
    void mailThatWaitedForAStoreIsStillOfOthers() throws Exception {
        Mail mail = mail("VIRUS");
        mail.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        new MailState(mail).setFromOutside(true);

        assertThat(mailroom.carriesVirus.match(mail)).hasSize(1);
    }

    @Test
    void aVirusIsMatchedWithAllRecipientsAndFoundAgain() throws Exception {
        Mail mail = mail("VIRUS");

        assertThat(mailroom.carriesVirus.match(mail)).isEqualTo(mail.getRecipients());
        assertThat(mailroom.carriesVirus.match(mail)).isEqualTo(mail.getRecipients());
        assertThat(mailroom.viruses.asked()).hasSize(1);
        assertThat(mailroom.carriesVirus.match(mail("hello"))).isEmpty();
    }

    @Test
    void whatTheSmtpPortHadLookedThroughIsNotLookedThroughAgain() throws Exception {
        Mail mail = mail("VIRUS");
        mail.setAttribute(new Attribute(AttributeName.of(ScanMark.VIRUSES), AttributeValue.of("no")));

        assertThat(mailroom.carriesVirus.match(mail)).isEmpty();
        assertThat(mailroom.viruses.asked()).isEmpty();
    }
}
