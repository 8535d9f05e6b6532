package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.testkit.TextMessage;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;

class ClassifyInboundTest {
    @Test
    void labelsWhatComesInAsReceivedAndUnread() throws Exception {
        assertThat(labelsOf("Subject: hi", true)).isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD));
    }

    @Test
    void addsTheKindsOfAutomaticMail() throws Exception {
        assertThat(labelsOf("Auto-Submitted: auto-replied\nList-Id: <l.example>", true))
                .isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD, Label.AUTO_REPLY, Label.LIST));
    }

    @Test
    void knowsAReportWithoutSenderAsABounce() throws Exception {
        assertThat(labelsOf("Content-Type: multipart/report; boundary=x", false).contains(Label.BOUNCE))
                .isTrue();
        assertThat(labelsOf("Content-Type: multipart/report; boundary=x", true).contains(Label.BOUNCE))
                .isFalse();
    }

    @Test
    void keepsTheLabelsOfEarlierMailets() throws Exception {
        Mailroom mailroom = new Mailroom();
        Mail mail = mailroom.mail("Mail1", TextMessage.of("Subject: hi\n\n").octets())
                .sender("ann@example.com")
                .recipient("support@agents.example")
                .build();
        new MailState(mail).addLabels(Labels.of(Label.UNAUTHENTICATED));

        mailroom.classify.service(mail);

        assertThat(new MailState(mail).labels())
                .isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD, Label.UNAUTHENTICATED));
    }

    private static Labels labelsOf(String headers, boolean withSender) throws Exception {
        Mailroom mailroom = new Mailroom();
        var builder = mailroom.mail(
                        "Mail1", TextMessage.of(headers + "\n\nhello\n").octets())
                .recipient("support@agents.example");
        Mail mail = (withSender ? builder.sender("ann@example.com") : builder).build();
        mailroom.classify.service(mail);
        return new MailState(mail).labels();
    }
}
