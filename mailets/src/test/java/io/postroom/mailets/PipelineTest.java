package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.InboxId;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.trust.AuthenticationResults;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeSpooledOctets;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.ScriptedAuthenticator;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineTest {
    private static final String BOTH = "support@agents.example, sales@agents.example";
    private static final int MORE_CALLS_THAN_ARE_MADE = 60;

    private Mailroom mailroom;

    @BeforeEach
    void openMailroom() throws MessagingException {
        mailroom = new Mailroom();
    }

    @Test
    void storesListsAndAnnouncesAMailInItsInbox() throws Exception {
        Mail mail = letterTo("support@agents.example");

        mailroom.process(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(mail.getRecipients()).isEmpty();
        Message message = onlyOneIn(Fixtures.SUPPORT);
        assertThat(message.id()).isEqualTo(new MessageId("<1@example.com>"));
        assertThat(message.labels()).isEqualTo(Labels.of(Label.RECEIVED, Label.UNREAD));
        assertThat(mailroom.events()).singleElement().satisfies(event -> {
            assertThat(event.inbox()).contains(Fixtures.SUPPORT);
            assertThat(((EventBody.Received) event.body()).message()).isEqualTo(message);
        });
    }

    @Test
    void takesTheSpellingOfAnAddressAsItComes() throws Exception {
        mailroom.process(letterTo("Support@AGENTS.example"));

        onlyOneIn(Fixtures.SUPPORT);
    }

    @Test
    void putsTheReturnPathOnTopAndLeavesEveryOctetBelow() throws Exception {
        byte[] odd =
                concat("Subject: caf", new byte[] {(byte) 0xE9}, "\rbare\r\nno colon here\r\n \r\n\r\n", new byte[] {
                    0, -1, 10, 13
                });

        mailroom.process(mailroom.mail("Mail1", odd)
                .sender("ann@example.com")
                .recipient("support@agents.example")
                .build());

        assertThat(storedIn(Fixtures.SUPPORT))
                .isEqualTo(concat(
                        "Return-Path: <ann@example.com>\r\n"
                                + AuthenticationResults.write(
                                        FakeSpooledOctets.NAME, ScriptedAuthenticator.passed("example.com"))
                                + "Received: by postroom id Mail1; Sun, 01 Mar 2026 12:00:00 +0000\r\n",
                        odd,
                        "",
                        new byte[0]));
        assertThat(onlyOneIn(Fixtures.SUPPORT).labels().contains(Label.MALFORMED))
                .isTrue();
    }

    @Test
    void writesAnEmptyReturnPathForMailWithoutSender() throws Exception {
        mailroom.process(mailroom.mail("Mail1", letter("").octets())
                .recipient("support@agents.example")
                .build());

        assertThat(new String(storedIn(Fixtures.SUPPORT), StandardCharsets.UTF_8))
                .startsWith("Return-Path: <>\r\n");
    }

    @Test
    void leavesRecipientsThatAreNoInboxesToOthers() throws Exception {
        Mail mail = letterTo("support@agents.example", "person@elsewhere.example", "\"odd one\"@agents.example");

        mailroom.process(mail);

        assertThat(mail.getState()).isEqualTo(Mailroom.STATE);
        assertThat(mail.getRecipients())
                .containsExactly(
                        new MailAddress("person@elsewhere.example"), new MailAddress("\"odd one\"@agents.example"));
        onlyOneIn(Fixtures.SUPPORT);
    }

    @Test
    void doesNothingTwiceForAMailThatIsProcessedAgain() throws Exception {
        mailroom.process(letterTo("support@agents.example"));
        mailroom.process(letterTo("support@agents.example"));

        onlyOneIn(Fixtures.SUPPORT);
        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
        assertThat(mailroom.events()).hasSize(1);
    }

    @Test
    void knowsAMailWithoutMessageIdByTheNameItHadBeforeItWasSplit() throws Exception {
        byte[] anonymous = TextMessage.of("Subject: no id\n\nhello\n").octets();

        for (String name : List.of("Mail7", "Mail7-!abc", "Mail7-!xyz-!123")) {
            mailroom.process(mailroom.mail(name, anonymous)
                    .recipient("support@agents.example")
                    .build());
        }

        onlyOneIn(Fixtures.SUPPORT);
        assertThat(mailroom.events()).hasSize(1);
    }

    @Test
    void waitsInTheSpoolLongerAndLongerWhileTheMailboxIsUnreachable() throws Exception {
        mailroom.mailboxes.outage().begin();
        mailroom.process(letterTo("support@agents.example", "person@elsewhere.example"));

        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 64, 64, 64}) {
            Mailroom.Postponed postponed = mailroom.spool.remove();
            assertThat(postponed.delay()).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(postponed.mail().getState()).isEqualTo(Mailroom.STATE);
            mailroom.process(postponed.mail());
        }
        mailroom.mailboxes.outage().end();
        mailroom.processSpool();

        onlyOneIn(Fixtures.SUPPORT);
        assertThat(mailroom.events()).hasSize(1);
    }

    @Test
    void letsThoseGoOnWhoseTurnCameBeforeTheOutage() throws Exception {
        Mail mail = letterTo("support@agents.example", "sales@agents.example");
        mailroom.classify.service(mail);
        mailroom.mailboxes.outage().failOnceAfter(1);
        mailroom.deliver.service(mail);

        mailroom.fanOut.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        onlyOneIn(Fixtures.SUPPORT);
        assertThat(mailroom.listed(Fixtures.SALES)).isEmpty();
        assertThat(mailroom.spool)
                .singleElement()
                .satisfies(postponed -> assertThat(postponed.mail().getRecipients())
                        .containsExactly(new MailAddress("sales@agents.example")));
        mailroom.processSpool();
        onlyOneIn(Fixtures.SALES);
        assertThat(mailroom.events()).hasSize(2);
    }

    @Test
    void makesNoMailOfTheServerOutOfAStrangersByPuttingItOff() throws Exception {
        Mail strangers = letterTo("support@agents.example", "person@elsewhere.example");
        Mail own = letterTo("support@agents.example", "person@elsewhere.example");
        own.setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
        mailroom.mailboxes.outage().begin();
        mailroom.process(strangers);
        mailroom.process(own);
        mailroom.mailboxes.outage().end();

        Mail strangersAgain = mailroom.spool.remove().mail();
        Mail ownAgain = mailroom.spool.remove().mail();
        mailroom.process(strangersAgain);
        mailroom.process(ownAgain);

        assertThat(List.of(strangers, strangersAgain))
                .noneMatch(mail -> mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName())
                        .isPresent());
        assertThat(List.of(own, ownAgain))
                .allMatch(mail -> mail.getAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE.getName())
                        .isPresent());
        assertThat(strangersAgain.getRecipients()).containsExactly(new MailAddress("person@elsewhere.example"));
    }

    @Test
    void leavesTheMailToJamesIfTheSpoolDoesNotTakeItBack() throws Exception {
        Mail mail = letterTo("support@agents.example");
        mailroom.mailboxes.outage().begin();
        mailroom.spoolIsFull = true;

        assertThatThrownBy(() -> mailroom.process(mail))
                .isInstanceOf(MessagingException.class)
                .hasCauseInstanceOf(UncheckedIOException.class);
        assertThat(mail.getRecipients()).containsExactly(new MailAddress("support@agents.example"));
        assertThat(mail.getState()).isEqualTo(Mailroom.STATE);
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void losesAndDoublesNothingWhicheverCallMeetsAnOutage(Moment moment) throws Exception {
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            mailroom = new Mailroom();
            mailroom.crashes.at(call, moment);

            mailroom.process(letterTo("support@agents.example", "sales@agents.example"));
            mailroom.processSpool();

            assertDeliveredOnceToBoth(moment + " " + call);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void losesAndDoublesNothingWhicheverCallIsTheLastBeforeAPowerCut(Moment moment) throws Exception {
        int cuts = 0;
        for (int call = 1; call <= MORE_CALLS_THAN_ARE_MADE; call++) {
            mailroom = new Mailroom();
            mailroom.crashes.at(call, moment);
            mailroom.spoolIsFull = true;
            try {
                mailroom.process(letterTo("support@agents.example", "sales@agents.example"));
            } catch (MessagingException powerCut) {
                cuts++;
                mailroom.process(letterTo("support@agents.example", "sales@agents.example"));
            }

            assertDeliveredOnceToBoth(moment + " " + call);
        }
        assertThat(cuts).isGreaterThan(15).isLessThan(MORE_CALLS_THAN_ARE_MADE);
    }

    private void assertDeliveredOnceToBoth(String where) {
        for (InboxId inbox : List.of(Fixtures.SUPPORT, Fixtures.SALES)) {
            assertThat(mailroom.mailboxes.all(inbox)).as(where).hasSize(1);
            assertThat(mailroom.listed(inbox)).as(where).hasSize(1);
        }
        assertThat(mailroom.events())
                .as(where)
                .extracting(MailEvent::inbox)
                .containsExactlyInAnyOrder(Optional.of(Fixtures.SUPPORT), Optional.of(Fixtures.SALES));
    }

    private Mail letterTo(String... recipients) throws MessagingException {
        return mailroom.mail("Mail1-aaaa", letter("").octets())
                .sender("ann@example.com")
                .recipients(recipients)
                .build();
    }

    private static TextMessage letter(String headers) {
        return TextMessage.of(
                "From: Ann <ann@example.com>\nTo: " + BOTH + "\nMessage-ID: <1@example.com>\n" + headers + "\nhello\n");
    }

    private Message onlyOneIn(InboxId inbox) {
        List<Message> listed = mailroom.listed(inbox);
        assertThat(listed).hasSize(1);
        return listed.get(0);
    }

    private byte[] storedIn(InboxId inbox) throws IOException {
        try (InputStream in = mailroom.mailboxes.all(inbox).get(0).raw().open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] concat(String a, byte[] b, String c, byte[] d) {
        byte[] first = a.getBytes(StandardCharsets.ISO_8859_1);
        byte[] third = c.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer all = ByteBuffer.allocate(first.length + b.length + third.length + d.length);
        return all.put(first).put(b).put(third).put(d).array();
    }
}
