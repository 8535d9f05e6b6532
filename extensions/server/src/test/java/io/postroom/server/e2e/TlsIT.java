package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import nl.altindag.ssl.SSLFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server with a certificate: every port speaks TLS; and what one address may ask of the mail ports, from addresses of loopback. */
class TlsIT {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);
    private static final String PASSWORD = "a long enough password";
    private static final Path FILES = Checkout.scratch("certificates-" + System.nanoTime());
    private static final SSLFactory TRUSTING = SSLFactory.builder()
            .withUnsafeTrustMaterial()
            .withUnsafeHostnameVerifier()
            .build();
    private static final SSLSocketFactory TLS = TRUSTING.getSslSocketFactory();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(TRUSTING.getSslContext())
            .build();

    private static TestCertificate first = make("first");
    private static PostroomServer server = PostroomServer.sandbox(
            "tls",
            "--set",
            "tls.certificate=" + first.certificate(),
            "--set",
            "tls.private-key=" + first.key(),
            "--set",
            "trust.unchecked-networks=127.0.0.1",
            "--set",
            "port.submissions=2467", // as PortOffsets wants it: other than the defaults, at no offset another server's
            // port
            "--set",
            "port.imaps=2996",
            "--set",
            "limits.wrong-passwords-per-minute=4",
            "--set",
            "smtp.connections-per-address=3",
            "--set",
            "imap.connections-per-address=3",
            "--set",
            "smtp.messages-per-minute=5");
    private static Postroom postroom = server.clients();

    private final String inbox;

    TlsIT() {
        String name = "u" + UUID.randomUUID();
        inbox = name + "@" + Postroom.DOMAIN;
        assertThat(call("POST", "/v0/inboxes", "{\"username\":\"" + name + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(call("PUT", "/v0/inboxes/" + inbox + "/credentials", "{\"password\":\"" + PASSWORD + "\"}")
                        .statusCode())
                .isLessThan(300);
    }

    private static TestCertificate make(String name) {
        try {
            Files.createDirectories(FILES);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return TestCertificate.make(FILES, name);
    }

    @BeforeAll
    static void start() {
        server.launch();
        Eventually.get(STARTS_WITHIN, "healthy, see " + server.console(), () -> {
            assertThat(server.handle().isAlive()).as("see " + server.console()).isTrue();
            return Optional.of(server.status())
                    .filter(status -> status.path("health").asText().equals("ok"));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + postroom.port("api") + path))
                .header("Authorization", "Bearer " + postroom.rootKey())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByName("127.0.0." + last);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int withTls(String name) {
        return server.status().at("/ports/" + name).asInt();
    }

    @Test
    void theApiSpeaksHttpsOnly() {
        HttpResponse<String> answer = call("GET", "/v0/inboxes", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("strict-transport-security")).contains("max-age=31536000");
        assertThatThrownBy(() -> postroom.anonymous().get("/healthz")).isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void theWebSocketSpeaksTls() {
        WebSocket socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + postroom.rootKey())
                .buildAsync(URI.create("wss://127.0.0.1:" + postroom.port("api") + "/v0"), new WebSocket.Listener() {})
                .join();

        assertThat(socket.isInputClosed()).isFalse();
        socket.abort();
    }

    @Test
    void statusShowsTheCertificate() {
        assertThat(server.status().at("/tls/certificate").asText()).endsWith("first.crt");
        assertThat(server.status().at("/tls/expires").asText()).isNotEmpty();
    }

    @Test
    void linksBeginWithHttps() {
        deliver();
        String message = Eventually.get("message", () -> {
            var list = RestClient.parse(
                    call("GET", "/v0/inboxes/" + inbox + "/messages", "").body().getBytes(US_ASCII));
            return list.at("/count").asInt() == 0
                    ? Optional.empty()
                    : Optional.of(list.at("/messages/0/message_id").asText());
        });
        String raw = call("GET", "/v0/inboxes/" + inbox + "/messages/" + RestClient.segment(message) + "/raw", "")
                .body();

        assertThat(raw).contains("https://127.0.0.1:" + postroom.port("api") + "/");
    }

    private void deliver() {
        try (SmtpClient smtp = postroom.smtp();
                SmtpClient encrypted = smtp.startTls(TLS)) {
            assertThat(encrypted.send(inbox, Letter.to(inbox)).code()).isEqualTo(250);
        }
    }

    @Test
    void submissionTakesPasswordsUnderTlsOnly() {
        try (SmtpClient smtp = postroom.submission()) {
            assertThat(smtp.command("EHLO again.example").text())
                    .contains("STARTTLS")
                    .doesNotContain("AUTH");
            assertThat(smtp.login(inbox, PASSWORD).code()).isEqualTo(538);

            try (SmtpClient encrypted = smtp.startTls(TLS)) {
                assertThat(encrypted.command("EHLO again.example").text())
                        .contains("AUTH")
                        .doesNotContain("STARTTLS");
                assertThat(encrypted.login(inbox, PASSWORD).code()).isEqualTo(235);
                assertThat(encrypted
                                .send(inbox, inbox, Letter.to(inbox).octets())
                                .code())
                        .isEqualTo(250);
            }
        }
    }

    @Test
    void submissionHasAPortThatBeginsWithTls() {
        try (SmtpClient smtp = SmtpClient.connectTls(withTls("submissions"), TLS)) {
            assertThat(smtp.login(inbox, PASSWORD).code()).isEqualTo(235);
            assertThat(smtp.send(inbox, inbox, Letter.to(inbox).octets()).code())
                    .isEqualTo(250);
        }
    }

    @Test
    void nothingInTheClearCountsAsSentUnderTls() {
        for (String before : new String[] {"", "DATA\r\n"}) {
            try (SmtpClient smtp = postroom.smtp()) {
                if (!before.isEmpty()) {
                    assertThat(smtp.command("DATA").code()).isEqualTo(503); // James then stops to look
                }
                smtp.write("STARTTLS\r\nMAIL FROM:<evil@evil.example>\r\n".getBytes(US_ASCII));

                assertThatThrownBy(() -> {
                            smtp.read();
                            smtp.read();
                        })
                        .as(before)
                        .isInstanceOf(java.io.UncheckedIOException.class);
            }
        }
    }

    @Test
    void imapTakesPasswordsUnderTlsOnly() {
        try (ImapLines imap = ImapLines.connect(address(1), postroom.port("imap"))) {
            imap.read();
            assertThat(imap.command("a", "CAPABILITY"))
                    .contains("LOGINDISABLED")
                    .contains("STARTTLS");
            assertThat(imap.command("b", "LOGIN " + inbox + " \"" + PASSWORD + "\""))
                    .contains("b NO");
            assertThat(imap.command("c", "STARTTLS")).contains("c OK");

            try (ImapLines encrypted = imap.under(TLS)) {
                assertThat(encrypted.command("d", "CAPABILITY")).doesNotContain("LOGINDISABLED");
                assertThat(encrypted.command("e", "LOGIN " + inbox + " \"" + PASSWORD + "\""))
                        .contains("e OK");
            }
        }
    }

    @Test
    void imapHasAPortThatBeginsWithTls() {
        try (ImapLines imap = ImapLines.connect(address(1), withTls("imaps")).under(TLS)) {
            assertThat(imap.read()).startsWith("* OK");
            assertThat(imap.command("a", "LOGIN " + inbox + " \"" + PASSWORD + "\""))
                    .contains("a OK");
        }
    }

    @Test
    void nothingInTheClearCountsAsSentUnderTlsOverImap() {
        try (ImapLines imap = ImapLines.connect(address(1), postroom.port("imap"))) {
            imap.read();
            imap.write("a AUTHENTICATE PLAIN\r\n"); // James then stops to look
            imap.read();
            imap.write("b STARTTLS\r\nc LOGIN evil evil\r\n");

            String all = imap.read() + imap.read() + imap.read();

            assertThat(all).doesNotContain("b OK").doesNotContain("c ");
        }
    }

    /** Without a session to take up again, in which a client would still see the certificate of that time. */
    private static SSLSocketFactory newcomer() {
        return SSLFactory.builder().withUnsafeTrustMaterial().build().getSslSocketFactory();
    }

    @Test
    void anotherCertificateIsTakenWithoutAStart() throws Exception {
        X509Certificate before = first.x509();
        int submissions = withTls("submissions");
        try (SmtpClient old = SmtpClient.connectTls(submissions, newcomer())) {
            assertThat(old.certificate()).isEqualTo(before);
            TestCertificate second = make("second");

            Files.copy(second.certificate(), first.certificate(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);

            Eventually.holds(() -> {
                try (SmtpClient smtp = SmtpClient.connectTls(submissions, newcomer())) {
                    assertThat(smtp.certificate()).isEqualTo(second.x509());
                }
            });
            try (SmtpClient smtp = postroom.smtp();
                    SmtpClient encrypted = smtp.startTls(newcomer());
                    ImapLines imap =
                            ImapLines.connect(address(1), withTls("imaps")).under(newcomer());
                    SmtpClient api =
                            SmtpClient.call(address(1), postroom.port("api")).under(newcomer())) {
                assertThat(encrypted.certificate()).isEqualTo(second.x509());
                assertThat(imap.certificate()).isEqualTo(second.x509());
                assertThat(api.certificate()).isEqualTo(second.x509());
            }
            assertThat(old.command("NOOP").code()).isEqualTo(250);
        }
        Files.copy(make("third").key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
        Eventually.holds(() -> assertThat(Files.readString(postroom.data().resolve("logs/postroom.log")))
                .contains("The certificate that was in use stays in use: The private key"));
        assertThat(call("GET", "/v0/inboxes", "").statusCode()).isEqualTo(200);
    }

    @Test
    void guessingPasswordsIsEnded() {
        InetAddress guesser = address(9);
        try (SmtpClient smtp = SmtpClient.connect(guesser, postroom.port("submission"));
                SmtpClient encrypted = smtp.startTls(TLS)) {
            for (int i = 0; i < 2; i++) {
                assertThat(encrypted.login(inbox, "guess " + i).code()).isEqualTo(535);
            }
        }
        try (ImapLines imap = ImapLines.connect(guesser, postroom.port("imap"))) {
            imap.read();
            imap.command("a", "STARTTLS");
            try (ImapLines encrypted = imap.under(TLS)) {
                for (int i = 0; i < 2; i++) {
                    assertThat(encrypted.command("b" + i, "LOGIN " + inbox + " guess"))
                            .contains("b" + i + " NO");
                }
            }
        }

        try (ImapLines imap = ImapLines.connect(guesser, postroom.port("imap"))) {
            assertThat(imap.read()).startsWith("* BYE");
        }
        try (SmtpClient smtp = SmtpClient.connect(guesser, postroom.port("submission"));
                SmtpClient encrypted = smtp.startTls(TLS)) {
            assertThat(encrypted.login(inbox, PASSWORD).code()).isEqualTo(421);
        }
        try (SmtpClient smtp = SmtpClient.connectTls(withTls("submissions"), TLS)) {
            assertThat(smtp.login(inbox, PASSWORD).code()).isEqualTo(235);
        }
    }

    @Test
    void oneAddressHasSoManyConnectionsToTheMailPorts() {
        InetAddress crowd = address(8);
        int smtp = postroom.port("smtp");
        try (SmtpClient first = SmtpClient.connect(crowd, smtp);
                SmtpClient second = SmtpClient.connect(crowd, smtp);
                SmtpClient third = SmtpClient.connect(crowd, smtp);
                SmtpClient fourth = SmtpClient.call(crowd, smtp)) {
            assertThat(fourth.read().code()).isEqualTo(421);
            assertThat(first.command("NOOP").code()).isEqualTo(250);
            assertThat(second.command("NOOP").code()).isEqualTo(250);
            assertThat(third.command("NOOP").code()).isEqualTo(250);
        }
        Eventually.holds(() -> {
            try (SmtpClient again = SmtpClient.call(crowd, smtp)) {
                assertThat(again.read().code()).isEqualTo(220);
            }
        });
    }

    @Test
    void oneAddressSendsSoManyMessages() {
        try (SmtpClient smtp = SmtpClient.connect(address(7), postroom.port("smtp"))) {
            for (int i = 0; i < 5; i++) {
                assertThat(smtp.command("MAIL FROM:<" + Letter.SENDER + ">").code())
                        .isEqualTo(250);
                smtp.command("RSET");
            }

            SmtpClient.Reply reply = smtp.command("MAIL FROM:<" + Letter.SENDER + ">");

            assertThat(reply.code()).isEqualTo(450);
            assertThat(reply.text()).startsWith("4.7.1 ");
        }
    }
}
