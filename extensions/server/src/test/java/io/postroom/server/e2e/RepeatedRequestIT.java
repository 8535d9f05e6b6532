package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests to send without an Idempotency-Key that are made twice. */
@ExtendWith(SharedServer.class)
class RepeatedRequestIT {
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(20);

    private final Postroom postroom;
    private final SmtpPeer peer;
    private final InboxClient inbox;
    private final String remote = "u" + UUID.randomUUID() + "@elsewhere.example";
    private final Map<String, Object> body = Map.of("to", remote, "text", "once");

    RepeatedRequestIT(Postroom postroom, SmtpPeer peer) {
        this.postroom = postroom;
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    private String send() {
        return inbox.rest()
                .post(inbox.path() + "/messages/send", body)
                .ok()
                .get("message_id")
                .asText();
    }

    private byte[] request(String connection) {
        return request(inbox.path() + "/messages/send", body, connection);
    }

    private byte[] request(String path, Map<String, Object> content, String connection) {
        byte[] json = RestClient.write(content);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + postroom.rootKey() + "\r\nContent-Type: application/json\r\nConnection: " + connection
                + "\r\nContent-Length: " + json.length + "\r\n\r\n";
        return (head + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), postroom.port("api"));
    }

    @Test
    void afterACutConnectionItIsSentOnce() throws Exception {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request("close"));
        }

        String id = send();

        Eventually.holds(ARRIVES_WITHIN, () -> assertThat(peer.mailsTo(remote)).hasSize(1));
        assertThat(inbox.everyMessageId()).containsExactly(id);
        String other = send();
        Eventually.holds(ARRIVES_WITHIN, () -> assertThat(peer.mailsTo(remote)).hasSize(2));
        assertThat(inbox.everyMessageId()).containsExactlyInAnyOrder(id, other);
    }

    @Test
    void afterACutConnectionTheAnswerOfADraftThatIsGoneIsGivenAgain() throws Exception {
        String drafts = inbox.path() + "/drafts";
        String draft = inbox.rest()
                .post(drafts, Map.of("to", List.of(remote), "text", "once"))
                .ok()
                .get("draft_id")
                .asText();
        String path = drafts + "/" + draft + "/send";
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request(path, Map.of(), "close"));
        }

        String id = inbox.rest().post(path, Map.of()).ok().get("message_id").asText();

        Eventually.holds(ARRIVES_WITHIN, () -> assertThat(peer.mailsTo(remote)).hasSize(1));
        assertThat(inbox.everyMessageId()).containsExactly(id);
        assertThat(inbox.rest().post(path, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void afterAnAnswerItIsAnotherMessage() {
        assertThat(send()).isNotEqualTo(send());

        Eventually.holds(ARRIVES_WITHIN, () -> assertThat(peer.mailsTo(remote)).hasSize(2));
    }

    @Test
    void requestsThatFollowEachOtherOnOneConnectionAreAllAnswered() throws Exception {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request("keep-alive"));
            socket.getOutputStream().write(request("keep-alive"));
            socket.getOutputStream().write(request("close"));

            try (InputStream answers = socket.getInputStream()) {
                String text = new String(answers.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text.split("HTTP/1.1 200", -1)).hasSize(4);
            }
        }
        Eventually.holds(ARRIVES_WITHIN, () -> assertThat(peer.mailsTo(remote)).hasSize(3));
    }
}
