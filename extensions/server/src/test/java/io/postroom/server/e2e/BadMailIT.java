package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mail that is too large, to nobody, or not as the standards have it. */
@ExtendWith(SharedServer.class)
class BadMailIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LIMIT = 25 << 20;

    private final Postroom postroom;
    private final InboxClient inbox;

    BadMailIT(Postroom postroom) {
        this.postroom = postroom;
        this.inbox = postroom.inbox();
    }

    @Test
    void anUnknownRecipientIsRefusedAtOnce() {
        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<" + Letter.SENDER + ">");

            SmtpClient.Reply reply = smtp.command("RCPT TO:<nobody@" + Postroom.DOMAIN + ">");

            assertThat(reply.code()).isEqualTo(550);
            assertThat(reply.text()).startsWith("5.1.1");
        }
    }

    @Test
    void anotherServersRecipientIsNotRelayedTo() {
        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<" + Letter.SENDER + ">");

            assertThat(smtp.command("RCPT TO:<somebody@remote.example>").code()).isBetween(550, 559);
        }
    }

    @Test
    void aMessageAnnouncedAsTooLargeIsRefusedBeforeItIsSent() {
        try (SmtpClient smtp = postroom.smtp()) {
            SmtpClient.Reply reply =
                    smtp.command("MAIL FROM:<" + Letter.SENDER + "> SIZE=" + (LIMIT + 1)); // RFC 1870 §6.1

            assertThat(reply.code()).isEqualTo(552);
        }
    }

    @Test
    void aMessageThatTurnsOutTooLargeIsRefusedAtItsEnd() {
        String line = "x".repeat(78) + "\r\n";
        Letter letter = Letter.to(inbox.id()).text(line.repeat(LIMIT / line.length() + 2));
        try (SmtpClient smtp = postroom.smtp()) {
            SmtpClient.Reply reply = smtp.send(inbox.id(), letter);

            assertThat(reply.code()).isEqualTo(552);
            assertThat(smtp.send(inbox.id(), Letter.to(inbox.id())).code()).isEqualTo(250);
        }
    }

    @Test
    void aBareLineFeedCannotSmuggleASecondMessage() {
        Letter smuggled = Letter.to(inbox.id());
        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<" + Letter.SENDER + ">");
            smtp.command("RCPT TO:<" + inbox.id() + ">");
            smtp.command("DATA");
            smtp.write("Subject: outer\r\n\r\nhello\n.\nMAIL FROM:<a@b.example>\r\n".getBytes(US_ASCII));
            smtp.write(smuggled.octets());
            smtp.write("\r\n.\r\n".getBytes(US_ASCII));

            assertThat(smtp.read().isPositive()).isFalse();
        }
        assertThat(inbox.find(smuggled.messageId())).isEmpty();
    }

    @Test
    void aThousandNestedPartsAreKeptAsMalformed() {
        StringBuilder body = new StringBuilder();
        for (int depth = 1; depth <= 1_000; depth++) {
            body.append("--b").append(depth - 1).append("\r\nContent-Type: multipart/mixed; boundary=b");
            body.append(depth).append("\r\n\r\n");
        }
        assertKept(Letter.to(inbox.id()).content("multipart/mixed; boundary=b0", body.toString()), true);
    }

    @Test
    void fiveThousandPartsAreKeptAsMalformed() {
        String part = "--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n";

        assertKept(
                Letter.to(inbox.id()).content("multipart/mixed; boundary=b", part.repeat(5_000) + "--b--\r\n"), true);
    }

    @Test
    void aHeaderOfTwoMegabytesIsKeptAsMalformed() {
        StringBuilder lines = new StringBuilder("start");
        while (lines.length() < 2 << 20) {
            lines.append("\r\n ").append("y".repeat(70));
        }
        assertKept(Letter.to(inbox.id()).header("X-Long", lines.toString()), true);
    }

    @Test
    void aMessageOfTwentyFourMegabytesIsKept() {
        String line = "z".repeat(78) + "\r\n";

        assertKept(Letter.to(inbox.id()).text(line.repeat((24 << 20) / line.length())), false);
    }

    @Test
    void brokenBase64IsKept() {
        Letter letter = Letter.to(inbox.id())
                .header("Content-Transfer-Encoding", "base64")
                .text("!!!! this is = not base64 ====\r\nAAA\r\n");

        assertKept(letter, false);
    }

    @Test
    void anUnknownCharsetAndBrokenEncodedWordsAreKept() {
        Letter letter = Letter.to(inbox.id())
                .subject("=?x-no-such?B?AAAA?= =?utf-8?Q?=ZZ?= =?utf-8?B?")
                .content("text/plain; charset=\"no such \\\" charset\"", "text\r\n");

        assertKept(letter, false);
    }

    @Test
    void aHeaderWithEightBitAndNulOctetsIsKept() {
        Letter letter = Letter.to(inbox.id()).header("X-Raw", "REPLACE");
        byte[] octets = new String(letter.octets(), ISO_8859_1)
                .replace("REPLACE", "caf\u00e9 \u0000 \u0001 \u00ff")
                .getBytes(ISO_8859_1);

        postroom.deliver(inbox, octets);

        assertShown(inbox.await(PATIENCE, letter.messageId()).get("message_id").asText());
    }

    @Test
    void aMessageWithoutAHeaderIsKeptUnderAMadeUpId() {
        InboxClient own = postroom.inbox();

        postroom.deliver(own, "\r\nonly a body\r\n".getBytes(US_ASCII));
        postroom.deliver(own, ".\r\n..\r\nno colon here\r\n".getBytes(US_ASCII));

        Eventually.holds(() -> assertThat(own.everyMessageId()).hasSize(2));
        own.everyMessageId()
                .forEach(id -> assertThat(own.get(id).status()).as(id).isEqualTo(200));
    }

    @Test
    void twoMessagesOfOneIdAreBothKept() {
        InboxClient own = postroom.inbox();
        Letter first = Letter.to(own.id()).text("one\r\n");
        Letter second = Letter.to(own.id()).text("two\r\n").header("Message-ID", first.messageId());

        postroom.deliver(own, first);
        own.await(first.messageId());
        postroom.deliver(own, second);

        Eventually.holds(() -> assertThat(own.everyMessageId()).hasSize(2).doesNotHaveDuplicates());
    }

    private void assertKept(Letter letter, boolean malformed) {
        postroom.deliver(inbox, letter);

        JsonNode message = inbox.await(PATIENCE, letter.messageId());

        assertThat(InboxClient.texts(message.get("labels")).contains("malformed"))
                .isEqualTo(malformed);
        assertShown(letter.messageId());
    }

    private void assertShown(String messageId) {
        assertThat(inbox.everyMessageId()).contains(messageId);
        assertThat(inbox.get(messageId).status()).isEqualTo(200);
        assertThat(inbox.raw(messageId)).isNotEmpty();
        String thread = inbox.get(messageId).ok().get("thread_id").asText();
        assertThat(postroom.rest().get("/v0/threads/" + thread).status()).isEqualTo(200);
    }
}
