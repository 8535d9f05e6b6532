package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each key is one message, whatever is killed while clients send and ask again: one id, one copy of the sender's, one for a recipient here.
 * Another server may hear the same message twice, as SMTP has no way to ask whether it was taken (RFC 5321 §4.5.5); never two messages.
 *
 * <p>One round; {@code mvn -Pheavy} has twenty.
 */
@ExtendWith(RoughServer.class)
class SendCrashIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(SendCrashIT.class);
    private static final int ROUNDS = Integer.getInteger("postroom.crash.rounds", 1);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(3);
    private static final int LONGEST_LOAD_MILLIS = 4_000;
    private static final int SECONDS_TO_WAIT = 20;

    private final PostroomServer server;
    private final SmtpPeer peer;
    private final InboxClient from;
    private final InboxClient local;

    SendCrashIT(PostroomServer server, SmtpPeer peer) {
        this.server = server;
        this.peer = peer;
        this.from = server.clients().inbox();
        this.local = server.clients().inbox();
    }

    private void crash() {
        server.kill();
        server.launch();
        server.awaitHealthy();
    }

    @Test
    void eachKeyIsOneMessage() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int round = 1; round <= ROUNDS; round++) {
            KeyedSends sends = KeyedSends.begin(from, local);
            sends.awaitAnswered(2 * KeyedSends.CLIENTS);
            long millis = ThreadLocalRandom.current().nextInt(LONGEST_LOAD_MILLIS);
            Eventually.await(new CountDownLatch(1), Duration.ofMillis(millis));
            crash();
            sends.end();

            int copies = assertOneMessageEach(sends.answers());
            sends.answers().values().forEach(ids::addAll);
            LOGGER.info(
                    "kill -9 while sending, round {}: {} keys, {} mails at the other server",
                    round,
                    sends.answers().size(),
                    copies);
        }
        assertThat(from.everyMessageId()).containsExactlyInAnyOrderElementsOf(ids);
        Eventually.holds(
                SETTLES_WITHIN, () -> assertThat(local.everyMessageId()).containsExactlyInAnyOrderElementsOf(ids));
    }

    /** Returns how many mails came to the other server. */
    private int assertOneMessageEach(Map<String, Set<String>> answers) throws IOException {
        int copies = 0;
        for (Map.Entry<String, Set<String>> answer : answers.entrySet()) {
            assertThat(answer.getValue()).as(answer.getKey()).hasSize(1);
            String to = KeyedSends.recipient(answer.getKey());
            Eventually.holds(SETTLES_WITHIN, () -> assertThat(peer.mailsTo(to)).isNotEmpty());
            List<String> sent = new ArrayList<>();
            for (SmtpPeer.Mail mail : peer.mailsTo(to)) {
                sent.add(new DefaultMessageBuilder()
                        .parseMessage(new ByteArrayInputStream(mail.octets()))
                        .getMessageId());
            }
            assertThat(sent).as(answer.getKey()).containsOnlyElementsOf(answer.getValue());
            copies += sent.size();
        }
        return copies;
    }

    @Test
    void whatWaitsLeavesAfterACrashAndWhatWasTakenBackDoesNot() {
        String waiting = UUID.randomUUID() + "@elsewhere.example";
        String cancelled = UUID.randomUUID() + "@elsewhere.example";
        String id = send(cancelled, SECONDS_TO_WAIT);
        send(waiting, SECONDS_TO_WAIT + 1);
        from.rest().post(from.messagePath(id) + "/cancel").ok();

        crash();

        Eventually.holds(SETTLES_WITHIN, () -> assertThat(peer.mailsTo(waiting)).hasSize(1));
        assertThat(from.rest().post(from.messagePath(id) + "/cancel").status()).isEqualTo(200);
        assertThat(from.labels(id)).containsExactlyInAnyOrder("cancelled", "trash");
        assertThat(peer.mailsTo(cancelled)).isEmpty();
    }

    private String send(String to, int delay) {
        return from.rest()
                .post(from.path() + "/messages/send", Map.of("to", to, "text", "x", "send_delay", delay))
                .ok()
                .get("message_id")
                .asText();
    }
}
