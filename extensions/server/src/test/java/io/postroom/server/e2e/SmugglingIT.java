package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No octets make this server see a message, or a command, where another server sees text: https://smtpsmuggling.com. */
@ExtendWith(SharedServer.class)
class SmugglingIT {
    private static final String PASSWORD = "a long enough password";

    private final Postroom postroom;
    private final InboxClient inbox;

    SmugglingIT(Postroom postroom) {
        this.postroom = postroom;
        this.inbox = postroom.inbox();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
    }

    /** What might end a message elsewhere, each on both ports. */
    static Stream<Arguments> ends() {
        List<String> ends = List.of(
                "\n.\n",
                "\n.\r\n",
                "\r\n.\n",
                "\r.\r",
                "\r.\r\n",
                "\r\n.\r",
                "\r.\n",
                "\n.\r",
                "\r\n.\r\r\n",
                "\r\n\0.\n",
                "\r\n.\0\n",
                "\r\n.\0\r",
                "\r\0\n.\r\0\n",
                "\n\n.\n\n",
                "\r\r\n.\r\r\n",
                "\n\r.\n\r");
        return ends.stream().flatMap(end -> Stream.of("smtp", "submission").map(port -> Arguments.of(end, port)));
    }

    private SmtpClient connect(String port) {
        SmtpClient client = SmtpClient.connect(postroom.port(port));
        if (port.equals("submission")) {
            assertThat(client.login(inbox.id(), PASSWORD).code()).isEqualTo(235);
        }
        return client;
    }

    @ParameterizedTest
    @MethodSource("ends")
    void nothingButCrLfDotCrLfEndsAMessage(String end, String port) {
        Letter outer = Letter.to(inbox.id());
        Letter smuggled = Letter.to(inbox.id());
        try (SmtpClient smtp = connect(port)) {
            assertThat(smtp.command("MAIL FROM:<" + sender(port) + ">").code()).isEqualTo(250);
            assertThat(smtp.command("RCPT TO:<" + inbox.id() + ">").code()).isEqualTo(250);
            assertThat(smtp.command("DATA").code()).isEqualTo(354);
            smtp.write(outer.octets());
            smtp.write((end + "MAIL FROM:<" + sender(port) + ">\r\nRCPT TO:<" + inbox.id() + ">\r\nDATA\r\n")
                    .getBytes(ISO_8859_1));
            smtp.write(smuggled.octets());
            smtp.write("\r\n.\r\n".getBytes(ISO_8859_1));

            SmtpClient.Reply reply = smtp.read();

            assertThat(reply.code()).isEqualTo(550);
            assertThat(reply.text()).startsWith("5.5.2 ");
        }
        assertThat(inbox.find(outer.messageId())).isEmpty();
        assertThat(inbox.find(smuggled.messageId())).isEmpty();
    }

    private String sender(String port) {
        return port.equals("submission") ? inbox.id() : Letter.SENDER;
    }

    @Test
    void commandsEndWithCrLfToo() {
        for (String command : List.of("NOOP\n", "NOOP\rNOOP\r\n", "NO\0OP\r\n")) {
            try (SmtpClient smtp = postroom.smtp()) {
                smtp.write(command.getBytes(ISO_8859_1));

                assertThat(smtp.read().code()).as(command.strip()).isEqualTo(500);
            }
        }
    }

    @Test
    void textSentAheadOfTheReplyToDataIsNotTakenForCommands() {
        Letter letter = Letter.to(inbox.id());
        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<" + Letter.SENDER + ">");
            smtp.write(("DATA\r\nRSET\r\nMAIL FROM:<" + Letter.SENDER + ">\r\nRCPT TO:<" + inbox.id() + ">\r\n")
                    .getBytes(ISO_8859_1));
            assertThat(smtp.read().code()).isEqualTo(503);
        }
        assertThat(inbox.find(letter.messageId())).isEmpty();
    }

    @Test
    void messagesInOneGoAreTwoMessages() {
        Letter first = Letter.to(inbox.id());
        Letter second = Letter.to(inbox.id());
        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<" + Letter.SENDER + ">");
            smtp.command("RCPT TO:<" + inbox.id() + ">");
            smtp.command("DATA");
            String text = new String(first.octets(), ISO_8859_1);
            smtp.write((text + "\r\n.\r\nMAIL FROM:<" + Letter.SENDER + ">\r\nRCPT TO:<" + inbox.id() + ">\r\n")
                    .getBytes(ISO_8859_1)); // RFC 2920 §3.1
            for (int i = 0; i < 3; i++) {
                assertThat(smtp.read().code()).isEqualTo(250);
            }
            smtp.command("DATA");
            smtp.write(second.octets());
            smtp.write("\r\n.\r\n".getBytes(ISO_8859_1));
            assertThat(smtp.read().code()).isEqualTo(250);
        }
        inbox.await(first.messageId());
        inbox.await(second.messageId());
    }

    @Test
    void chunksAreNeitherOfferedNorTaken() {
        for (String port : List.of("smtp", "submission")) {
            try (SmtpClient smtp = SmtpClient.connect(postroom.port(port))) {
                assertThat(smtp.command("EHLO again.example").text()).doesNotContain("CHUNKING", "BINARYMIME");
                assertThat(smtp.command("BDAT 4 LAST").code()).isEqualTo(500);
            }
        }
    }

    @Test
    void thePortForOtherServersTakesNoPasswords() {
        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.login(inbox.id(), PASSWORD).code()).isEqualTo(503);
        }
    }

    @Test
    void aLineOfTextMayBeLongButNotWithoutEnd() {
        Letter letter = Letter.to(inbox.id()).text("y".repeat(60_000) + "\r\n");
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());

        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<" + Letter.SENDER + ">");
            smtp.command("RCPT TO:<" + inbox.id() + ">");
            smtp.command("DATA");
            smtp.write("y".repeat(70_000).getBytes(ISO_8859_1));

            assertThat(smtp.read().code()).isEqualTo(500);
        }
    }

    @Test
    void aConnectionOfErrorsIsEnded() {
        try (SmtpClient smtp = postroom.smtp()) {
            int code = 500;
            for (int i = 0; i <= 100 && code == 500; i++) {
                code = smtp.command("HUH " + i).code();
            }
            assertThat(code).isEqualTo(421);
        }
    }
}
