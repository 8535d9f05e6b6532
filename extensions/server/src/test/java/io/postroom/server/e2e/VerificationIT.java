package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.testkit.dns.LocalDns;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Senders who are verified and those who only say so, on a server that looks at all mail. */
class VerificationIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(VerificationIT.class);
    private static final SmtpPeer PEER = SmtpPeer.open();
    private static final LocalDns DNS = new LocalDns();
    private static final PostroomServer SERVER = server("verification");
    private static final Pattern LINK = Pattern.compile("https?://127\\.0\\.0\\.1:\\d+(/verify/[A-Za-z0-9_.-]+)");
    private static final Pattern ID = Pattern.compile("(?m)^Message-ID: (<verify\\.[^>]+>)");

    private static Postroom postroom;

    private final InboxClient inbox = postroom.inbox();
    private final String ann = "ann" + UUID.randomUUID() + "@friend.example";

    private static PostroomServer server(String name, String... more) {
        String[] options = {
            "--set", "trust.unchecked-networks=",
            "--set", "dns.servers=" + DNS.address(),
            "--set", "outbound.gateway=" + PEER.address()
        };
        String[] all = Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return PostroomServer.sandbox(name, all);
    }

    /** Everybody's mail comes from this machine: the senders of these domains are it, and nobody is of another. */
    @BeforeAll
    static void start() {
        DNS.load("friend.example. 60 IN TXT \"v=spf1 ip4:127.0.0.1 -all\"\n"
                + "evil.example. 60 IN TXT \"v=spf1 ip4:127.0.0.1 -all\"\n"
                + "evil.test. 60 IN TXT \"v=spf1 ip4:127.0.0.1 -all\"\n");
        postroom = SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        PEER.close();
        DNS.close();
    }

    private Letter from(String author) {
        return Letter.to(inbox.id()).header("From", author);
    }

    private JsonNode deliver(String sender, Letter letter) {
        return deliver(postroom, inbox, sender, letter);
    }

    private static JsonNode deliver(Postroom server, InboxClient to, String sender, Letter letter) {
        try (SmtpClient smtp = SmtpClient.connect(InetAddress.getLoopbackAddress(), server.port("smtp"))) {
            assertThat(smtp.send(sender, to.id(), letter.octets()).code()).isEqualTo(250);
        }
        return to.await(letter.messageId());
    }

    private JsonNode message(Letter letter) {
        return inbox.get(letter.messageId()).ok();
    }

    private static boolean isVerified(JsonNode message) {
        boolean label = InboxClient.texts(message.get("labels")).contains("verified");
        assertThat(message.get("sender_verified").asBoolean()).isEqualTo(label);
        return label;
    }

    private static String found(Pattern pattern, String recipient) {
        // a long line of a text may be broken (RFC 2045 §6.7)
        String text = PEER.await(recipient).text().replace("=\r\n", "");
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + postroom.port("api") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aSenderWhoAnswersTheQuestionIsVerifiedAndToldOnce() {
        try (WebhookSink sink = WebhookSink.open()) {
            postroom.subscribe(sink, List.of("sender.verified"), inbox);
            Letter first = from(ann);
            assertThat(isVerified(deliver(ann, first))).isFalse();
            assertThat(message(first).get("signals").toString()).contains("first_contact");

            String question = PEER.await(ann).text();
            assertThat(question)
                    .contains("Auto-Submitted: auto-replied", "In-Reply-To: " + first.messageId(), "DKIM-Signature:");
            assertThat(PEER.await(ann).sender()).isEmpty();
            assertThat(inbox.everyMessageId()).hasSize(1);
            Letter answer = from(ann).header("In-Reply-To", found(ID, ann));

            assertThat(isVerified(deliver(ann, answer))).isTrue();
            assertThat(isVerified(message(first))).isTrue();
            assertThat(isVerified(deliver(ann, from(ann)))).isTrue();
            Eventually.holds(() -> assertThat(sink.calls()).hasSize(1));
            JsonNode told = sink.calls().get(0).json();
            assertThat(told.at("/sender/address").asText()).isEqualTo(ann);
            assertThat(told.at("/sender/message_ids/0").asText()).isEqualTo(first.messageId());
            assertThat(PEER.mailsTo(ann)).hasSize(1);
        }
    }

    @Test
    void thePageVerifiesByItsButtonOnlyAndOnce() throws Exception {
        Letter first = from(ann);
        deliver(ann, first);
        String page = found(LINK, ann);

        for (String method : List.of("GET", "HEAD", "GET")) {
            assertThat(ask(method, page).statusCode()).isEqualTo(200);
        }
        assertThat(isVerified(message(first))).isFalse();
        assertThat(ask("POST", page + "x").statusCode()).isEqualTo(404);
        assertThat(ask("POST", "/verify/%FF").statusCode()).isEqualTo(404);
        assertThat(ask("POST", page).statusCode()).isEqualTo(200);

        assertThat(isVerified(message(first))).isTrue();
        assertThat(isVerified(deliver(ann, from("Ann <" + ann + ">")))).isTrue();
        assertThat(ask("POST", page).statusCode()).isEqualTo(410);
        inbox.rest().delete(inbox.path() + "/verified-senders/" + ann).ok();
        assertThat(ask("POST", page).statusCode()).isEqualTo(410);
        assertThat(isVerified(deliver(ann, from(ann)))).isFalse();
    }

    @Test
    void aForgedFromOfAVerifiedSenderIsNotVerified() {
        inbox.rest().put(inbox.path() + "/verified-senders/" + ann, Map.of()).ok();
        assertThat(isVerified(deliver(ann, from(ann)))).isTrue();

        for (Letter forged : List.of(
                from(ann),
                from(ann).header("X-Postroom-Verdict", "verified"),
                from(ann)
                        .header("Authentication-Results", "localhost; spf=pass; dmarc=pass header.from=friend.example"),
                from("\"" + ann + "\" <eve@evil.example>"),
                from(ann + ", eve@evil.example"),
                from("eve@evil.example").header("Reply-To", ann))) {
            try (SmtpClient smtp = postroom.smtp()) {
                if (smtp.send("eve@evil.example", inbox.id(), forged.octets()).code() == 250) {
                    assertThat(isVerified(inbox.await(forged.messageId()))).isFalse();
                }
            }
        }
        assertThat(PEER.mailsTo(ann)).isEmpty();
    }

    /** Whoever sends them proves to be {@code x@evil.test}. */
    @ParameterizedTest
    @ValueSource(strings = {Postroom.DOMAIN, "friend.example"})
    void nobodyWhoPretendsToBeAVerifiedSenderIsVerified(String domain) {
        inbox.rest()
                .put(inbox.path() + "/verified-senders/boss@" + domain, Map.of())
                .ok();
        List<String> spoofs = Spoofs.of(domain);
        List<String> accepted = new ArrayList<>();
        try (SmtpClient smtp = postroom.smtp()) {
            for (String fields : spoofs) {
                String id = "<" + UUID.randomUUID() + "@evil.test>";
                String message = fields + "\r\nMessage-ID: " + id + "\r\n\r\nPay at once.\r\n";
                byte[] octets = message.getBytes(StandardCharsets.UTF_8);
                if (smtp.send("x@evil.test", inbox.id(), octets).code() == 250) {
                    accepted.add(id);
                }
            }
        }

        List<String> verified =
                accepted.stream().filter(id -> isVerified(inbox.await(id))).toList();

        LOGGER.info(
                "{} spoofs of {}: {} accepted, {} verified", spoofs.size(), domain, accepted.size(), verified.size());
        assertThat(spoofs).hasSizeGreaterThanOrEqualTo(50);
        assertThat(accepted).isNotEmpty();
        assertThat(verified).isEmpty();
    }

    @Test
    void whomTheInboxWroteToFirstIsVerifiedAndWhomItAnsweredIsNot() {
        inbox.rest()
                .post(inbox.path() + "/messages/send", Map.of("to", ann, "subject", "Hello", "text", "Hello Ann"))
                .ok();
        PEER.await(ann);
        Letter known = from(ann);
        assertThat(isVerified(deliver(ann, known))).isTrue();
        assertThat(message(known).get("signals").toString()).doesNotContain("first_contact");

        String bob = "bob" + UUID.randomUUID() + "@friend.example";
        Letter first = from(bob);
        deliver(bob, first);
        inbox.rest()
                .post(inbox.messagePath(first.messageId()) + "/reply", Map.of("text", "Hello Bob"))
                .ok();
        Eventually.holds(() -> assertThat(PEER.mailsTo(bob)).hasSize(2)); // the question and the answer
        assertThat(isVerified(deliver(bob, from(bob)))).isFalse();
    }

    @Test
    void programsAndNobodyAreNotAsked() {
        deliver(ann, from(ann).header("Auto-Submitted", "auto-replied"));
        deliver(ann, from(ann).header("List-Id", "<l.friend.example>"));
        deliver("eve@evil.example", from("eve" + ann));

        assertThat(isVerified(deliver(ann, from(ann)))).isFalse();
        PEER.await(ann);
        assertThat(PEER.mailsTo(ann)).hasSize(1);
        assertThat(PEER.mailsTo("eve" + ann)).isEmpty();
    }

    @Test
    void nobodyIsVerifiedWhereItIsTurnedOff() {
        try (PostroomServer off = server("unverified", "--set", "trust.verification.enabled=false")) {
            Postroom other = off.start();
            InboxClient there = other.inbox();
            there.rest()
                    .put(there.path() + "/verified-senders/" + ann, Map.of())
                    .ok();

            assertThat(isVerified(deliver(other, there, ann, from(ann)))).isFalse();
        }
        assertThat(PEER.mailsTo(ann)).isEmpty();
    }
}
