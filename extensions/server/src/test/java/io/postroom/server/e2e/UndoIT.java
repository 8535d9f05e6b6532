package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that wait before they leave, and can be taken back until then. */
@ExtendWith(SharedServer.class)
class UndoIT {
    /** The queue looks every 10 s for what is due. */
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(30);

    private static final int RACES = 12;

    private final SmtpPeer peer;
    private final InboxClient inbox;

    UndoIT(Postroom postroom, SmtpPeer peer) {
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    private static String somebody() {
        return "u" + UUID.randomUUID() + "@elsewhere.example";
    }

    private String send(String to, int delay) {
        JsonNode sent = inbox.rest()
                .post(inbox.path() + "/messages/send", Map.of("to", to, "text", "x", "send_delay", delay))
                .ok();
        return sent.get("message_id").asText();
    }

    private RestClient.Answer cancel(String messageId) {
        return inbox.rest().post(inbox.messagePath(messageId) + "/cancel");
    }

    @Test
    void aMessageWaitsAndLeaves() {
        String to = somebody();

        String id = send(to, 2);

        assertThat(inbox.labels(id)).containsExactly("scheduled");
        Eventually.holds(LEAVES_WITHIN, () -> assertThat(peer.mailsTo(to)).hasSize(1));
        Eventually.holds(() -> assertThat(inbox.labels(id)).containsExactlyInAnyOrder("delivered", "sent"));
        RestClient.Answer late = cancel(id);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.headers().firstValue("x-should-retry")).contains("false");
    }

    @Test
    void aMessageThatIsTakenBackNeverLeaves() {
        String to = somebody();
        String other = somebody();
        String id = send(to, 2);

        JsonNode cancelled = cancel(id).ok();

        assertThat(cancelled.get("message_id").asText()).isEqualTo(id);
        assertThat(InboxClient.texts(cancelled.get("labels"))).containsExactly("cancelled", "trash");
        assertThat(cancel(id).ok()).isEqualTo(cancelled);
        assertThat(inbox.list("limit=10")).isEmpty();
        send(other, 4);
        Eventually.holds(LEAVES_WITHIN, () -> assertThat(peer.mailsTo(other)).hasSize(1));
        assertThat(peer.mailsTo(to)).isEmpty();
        assertThat(inbox.labels(id)).containsExactlyInAnyOrder("cancelled", "trash");
    }

    @Test
    void ofLeavingAndBeingTakenBackExactlyOneHappens() {
        List<String> recipients = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RACES; i++) {
            recipients.add(somebody());
            ids.add(send(recipients.get(i), 1));
        }

        for (int i = 0; i < RACES; i++) {
            String to = recipients.get(i);
            int answer = cancel(ids.get(i)).status();
            if (answer == 409) {
                Eventually.holds(
                        LEAVES_WITHIN, () -> assertThat(peer.mailsTo(to)).hasSize(1));
            } else {
                assertThat(answer).isEqualTo(200);
                assertThat(peer.mailsTo(to)).isEmpty();
            }
            Eventually.await(new CountDownLatch(1), Duration.ofMillis(700));
        }

        for (int i = 0; i < RACES; i++) {
            boolean taken = inbox.labels(ids.get(i)).contains("cancelled");
            assertThat(peer.mailsTo(recipients.get(i))).hasSize(taken ? 0 : 1);
        }
    }

    @Test
    void whatIsUnknownOrCameInCannotBeTakenBack() {
        assertThat(cancel("<no@example.com>").status()).isEqualTo(404);
    }
}
