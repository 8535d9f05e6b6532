package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HonourIdempotencyKeyTest {
    private static final String SUPPORT = "support@agents.example";
    private static final String SALES = "sales@agents.example";

    private Mailroom mailroom;
    private int sent;

    @BeforeEach
    void openMailroom() throws MessagingException {
        mailroom = new Mailroom();
    }

    @Test
    void doesNotStoreARepeatWithTheSameContent() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        Mail repeat = send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));

        assertThat(repeat.getState()).isEqualTo(Mail.GHOST);
        assertThat(listed(Fixtures.SUPPORT)).hasSize(1);
        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT)).hasSize(1);
        assertThat(mailroom.events()).hasSize(1);
    }

    @Test
    void storesOtherContentOfTheSameKeyAsADuplicateThatNobodyIsToldOf() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        mailroom.clock.advance(Duration.ofSeconds(1));
        send("k", "changed", mail -> mail.recipient(addressOf(SUPPORT)));

        List<Message> newestFirst = listed(Fixtures.SUPPORT);
        assertThat(newestFirst).hasSize(2);
        assertThat(newestFirst.get(0).labels().contains(Label.DUPLICATE)).isTrue();
        assertThat(newestFirst.get(1).labels().contains(Label.DUPLICATE)).isFalse();
        assertThat(mailroom.events()).hasSize(1);
    }

    @Test
    void judgesEachInboxByItself() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        send("k", "hello", mail -> mail.recipients(addressOf(SUPPORT), addressOf(SALES)));
        send("k", "other", mail -> mail.recipients(addressOf(SUPPORT), addressOf(SALES)));

        assertThat(listed(Fixtures.SUPPORT)).hasSize(2);
        assertThat(listed(Fixtures.SALES)).hasSize(2);
        assertThat(mailroom.events()).hasSize(2);
    }

    @Test
    void letsNobodySuppressAnothersMail() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)).remoteAddr("198.51.100.7"));
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)).attribute(user("ann@agents.example")));
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)).attribute(user("bob@agents.example")));

        assertThat(listed(Fixtures.SUPPORT)).hasSize(4);
        assertThat(mailroom.events()).hasSize(4);
    }

    @Test
    void knowsAUserWhoComesFromAnotherAddress() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)).attribute(user("ann@agents.example")));
        send(
                "k",
                "hello",
                mail -> mail.recipient(addressOf(SUPPORT))
                        .attribute(user("ann@agents.example"))
                        .remoteAddr("198.51.100.7"));

        assertThat(listed(Fixtures.SUPPORT)).hasSize(1);
    }

    @Test
    void forgetsAKeyAfterSevenDays() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        mailroom.clock.advance(Duration.ofDays(7).plusSeconds(1));
        send("k", "hello", mail -> mail.recipient(addressOf(SUPPORT)));

        assertThat(listed(Fixtures.SUPPORT)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257, 5000})
    void ignoresAKeyOfAnUnusableLength(int length) throws Exception {
        send("k".repeat(length), "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        send("k".repeat(length), "hello", mail -> mail.recipient(addressOf(SUPPORT)));

        assertThat(listed(Fixtures.SUPPORT)).hasSize(2);
    }

    @Test
    void takesAKeyOfTheGreatestLength() throws Exception {
        send("k".repeat(256), "hello", mail -> mail.recipient(addressOf(SUPPORT)));
        send("k".repeat(256), "hello", mail -> mail.recipient(addressOf(SUPPORT)));

        assertThat(listed(Fixtures.SUPPORT)).hasSize(1);
    }

    @Test
    void leavesOtherRecipientsAlone() throws Exception {
        send("k", "hello", mail -> mail.recipient(addressOf("person@elsewhere.example")));
        Mail repeat = send("k", "hello", mail -> mail.recipient(addressOf("person@elsewhere.example")));

        assertThat(repeat.getRecipients()).containsExactly(addressOf("person@elsewhere.example"));
    }

    /** Each mail has a Message-ID of its own, as a sender's second attempt has. */
    private Mail send(String key, String text, UnaryOperator<FakeMail.Builder> envelope) throws Exception {
        sent++;
        TextMessage message = TextMessage.of("From: Ann <ann@example.com>\nTo: support@agents.example\nMessage-ID: <"
                + sent + "@example.com>\nX-AgentMail-Idempotency-Key: " + key + "\nSubject: s\n\n" + text + "\n");
        Mail mail = envelope.apply(
                        mailroom.mail("Mail" + sent, message.octets()).sender("ann@example.com"))
                .build();
        mailroom.process(mail);
        return mail;
    }

    private List<Message> listed(InboxId inbox) {
        return mailroom.listed(inbox);
    }

    private static Attribute user(String name) {
        return new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(name));
    }

    private static MailAddress addressOf(String text) {
        try {
            return new MailAddress(text);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
