package io.postroom.james.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanner;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to each scanner, and what is made of answers of every sort. */
class ScannerProtocolTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MAIL = "Subject: x\r\n\r\nhello\r\n";
    private static final Scan TOO_LARGE = new Scan.NotScanned(Scan.NotScanned.Why.TOO_LARGE);

    private final Deadlines deadlines = new Deadlines();

    @AfterEach
    void close() {
        deadlines.close();
    }

    private static ScannedMail mail(String text) {
        return new ScannedMail(
                "Mail1",
                new TextMessage(text.getBytes(StandardCharsets.US_ASCII)),
                Optional.of("192.0.2.7"),
                Optional.of("mx.a.example"),
                "ann@a.example\r\nX: y",
                List.of("bob@b.example", "eve@b.example"));
    }

    private Scanner scanner(String scheme, int port, Duration limit) {
        ScannerAddress address = ScannerAddress.parse("s", scheme + "://127.0.0.1:" + port);
        return scheme.equals("clamd") ? address.ofViruses(limit, deadlines) : address.ofSpam(limit, deadlines);
    }

    private Scanner scanner(String scheme, int port) {
        return scanner(scheme, port, LIMIT);
    }

    /** Answers so once it has read the mail. */
    private static FakeServer answering(String scheme, String answer) {
        return new FakeServer((socket, read) -> {
            FakeServer.readUntil(socket, read, endOf(scheme));
            FakeServer.write(socket, answer);
        });
    }

    private static String endOf(String scheme) {
        return scheme.equals("clamd") ? "hello\r\n\0\0\0\0" : "hello\r\n";
    }

    private Scan scan(String scheme, String answer) throws IOException {
        try (FakeServer server = answering(scheme, answer)) {
            return scanner(scheme, server.port()).scan(mail(MAIL));
        }
    }

    private static String http(String json) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    }

    @Test
    void sendsClamdTheMailInPieces() throws IOException {
        String large = "Subject: x\r\n\r\n" + "y".repeat(8_993) + "hello\r\n";
        try (FakeServer server = answering("clamd", "stream: OK\0")) {
            scanner("clamd", server.port()).scan(mail(large));

            assertThat(server.read())
                    .containsExactly("zINSTREAM\0\0\0\40\0" + large.substring(0, 8192) + "\0\0\3\66"
                            + large.substring(8192) + "\0\0\0\0");
        }
    }

    @Test
    void readsWhatClamdSays() throws IOException {
        assertThat(scan("clamd", "stream: OK\0")).isEqualTo(new Scan.Clean());
        assertThat(scan("clamd", "stream: Win.Test.EICAR_HDB-1 FOUND\0"))
                .isEqualTo(new Scan.Found("Win.Test.EICAR_HDB-1"));
        assertThat(scan("clamd", "INSTREAM size limit exceeded. ERROR\0")).isEqualTo(TOO_LARGE);
    }

    @Test
    void sendsSpamdTheMailWithItsLength() throws IOException {
        try (FakeServer server = answering("spamd", "SPAMD/1.1 0 EX_OK\r\nSpam: False ; 1 / 5\r\n\r\n")) {
            scanner("spamd", server.port()).scan(mail(MAIL));

            assertThat(server.read())
                    .containsExactly("CHECK SPAMC/1.5\r\nContent-length: " + MAIL.length() + "\r\n\r\n" + MAIL);
        }
    }

    @Test
    void readsWhatSpamdSays() throws IOException {
        String head = "SPAMD/1.1 0 EX_OK\r\nContent-length: 0\r\n";

        assertThat(scan("spamd", head + "Spam: True ; 15.0 / 5.0\r\n\r\n")).isEqualTo(new Scan.Found("15.0 / 5.0"));
        assertThat(scan("spamd", head + "spam: Yes ; 5.0 / 5.0\r\n\r\n")).isEqualTo(new Scan.Found("5.0 / 5.0"));
        assertThat(scan("spamd", head + "Spam: False ; -0.1 / 5.0\r\n\r\n")).isEqualTo(new Scan.Clean());
    }

    @Test
    void sendsRspamdTheMailWithItsEnvelope() throws IOException {
        try (FakeServer server = answering("http", http("{\"action\":\"no action\"}"))) {
            scanner("http", server.port()).scan(mail(MAIL));

            assertThat(server.read().get(0))
                    .startsWith("POST /checkv2 HTTP/1.1\r\n")
                    .contains("Content-Length: " + MAIL.length() + "\r\n")
                    .contains("From: ann@a.exampleX:y\r\n", "Helo: mx.a.example\r\n", "IP: 192.0.2.7\r\n")
                    .contains("Rcpt: bob@b.example\r\n", "Rcpt: eve@b.example\r\n", "Queue-Id: Mail1\r\n")
                    .endsWith("\r\n\r\n" + MAIL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "add header", "rewrite subject", "quarantine"})
    void takesWhatRspamdWouldRefuseOrMarkForSpam(String action) throws IOException {
        assertThat(scan("http", http("{\"action\":\"" + action + "\",\"score\":15.5}")))
                .isEqualTo(new Scan.Found(action + " 15.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no action", "greylist", "soft reject"})
    void takesWhatRspamdWouldOnlyPutOffForNoSpam(String action) throws IOException {
        assertThat(scan("http", http("{\"action\":\"" + action + "\",\"score\":5}")))
                .isEqualTo(new Scan.Clean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0",
                "stream: ",
                "stream: OK maybe",
                "SPAMD/1.1",
                "SPAMD/1.1 76 Bad header line\r\n\r\n",
                "SPAMD/1.1 0 EX_OK\r\n\r\n",
                "SPAMD/1.1 0 EX_OK\r\nSpam: perhaps\r\n\r\n",
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"action\":",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ngarbage",
                "220 mail.example ESMTP\r\n"
            })
    void takesNoOtherAnswerForOne(String answer) {
        for (String scheme : List.of("clamd", "spamd", "http")) {
            assertThatThrownBy(() -> scan(scheme, answer)).as(scheme).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "spamd", "http"})
    void takesAnAnswerWithoutEndForNone(String scheme) {
        String start = scheme.equals("http") ? "HTTP/1.1 200 OK\r\n\r\n" : "";
        try (FakeServer server = new FakeServer((socket, read) -> {
            FakeServer.readUntil(socket, read, endOf(scheme));
            FakeServer.write(socket, start);
            while (true) {
                FakeServer.write(socket, "garbage ".repeat(1_000));
            }
        })) {
            assertFailsInTime(scheme, server.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "spamd", "http"})
    void waitsNoLongerThanItsTimeForWhoSaysNothing(String scheme) {
        CountDownLatch never = new CountDownLatch(1);
        try (FakeServer server = new FakeServer((socket, read) -> await(never))) {
            assertFailsInTime(scheme, server.port());
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "spamd", "http"})
    void waitsNoLongerThanItsTimeForWhoSaysLittleByLittle(String scheme) {
        CountDownLatch never = new CountDownLatch(1);
        try (FakeServer server = new FakeServer((socket, read) -> {
            FakeServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
            while (!isOver(never)) {
                FakeServer.write(socket, "x");
            }
        })) {
            assertFailsInTime(scheme, server.port());
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"clamd", "spamd", "http"})
    void failsAtOnceWhereNobodyIs(String scheme) {
        FakeServer gone = new FakeServer((socket, read) -> {});
        int port = gone.port();
        gone.close();

        assertFailsInTime(scheme, port);
    }

    private void assertFailsInTime(String scheme, int port) {
        Scanner scanner = scanner(scheme, port, SHORT);
        assertTimeoutPreemptively(
                PATIENCE,
                () -> assertThatThrownBy(() -> scanner.scan(mail(MAIL)))
                        .isInstanceOf(IOException.class)
                        .hasMessageMatching("(?s).+"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "http://",
                "ftp://127.0.0.1:1",
                "spamd://127.0.0.1",
                "spamd:",
                "clamd://127.0.0.1:1",
                "::",
                "clamd:x"
            })
    void refusesAddressesOfNoSpamScanner(String address) {
        assertThatThrownBy(() -> ScannerAddress.parse("s", address).ofSpam(LIMIT, deadlines))
                .isInstanceOf(InvalidSettingException.class);
    }

    @Test
    void knowsSocketsInTheFileSystem() {
        assertThat(ScannerAddress.parse("s", "clamd:///run/clamd.ctl")
                        .ofViruses(LIMIT, deadlines)
                        .address())
                .isEqualTo("clamd:///run/clamd.ctl");
        assertThatThrownBy(
                        () -> ScannerAddress.parse("s", "spamd://127.0.0.1:1").ofViruses(LIMIT, deadlines))
                .isInstanceOf(InvalidSettingException.class);
    }
}
