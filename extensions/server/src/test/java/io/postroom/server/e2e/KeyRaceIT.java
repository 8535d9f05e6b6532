package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.testkit.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred clients send under one key at once: one message. Three rounds; {@code mvn -Pheavy} has two hundred. */
@ExtendWith(SharedServer.class)
class KeyRaceIT {
    private static final int CLIENTS = 100;
    private static final int ROUNDS = Integer.getInteger("postroom.race.rounds", 3);
    private static final Duration ARRIVES_WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final SmtpPeer peer;
    private final InboxClient inbox;

    KeyRaceIT(Postroom postroom, SmtpPeer peer) {
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    @Test
    void allGetTheSameIdAndOneMailLeaves() {
        List<String> keys = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            String key = UUID.randomUUID().toString();
            keys.add(key);

            Set<String> ids = Set.copyOf(Race.of(CLIENTS, number -> id(key)));

            assertThat(ids).as("round " + round).hasSize(1);
            Eventually.holds(
                    ARRIVES_WITHIN, () -> assertThat(peer.mailsTo(to(key))).hasSize(1));
            assertThat(inbox.everyMessageId()).hasSize(round).containsAll(ids);
        }
        assertThat(keys).allSatisfy(key -> assertThat(peer.mailsTo(to(key))).hasSize(1));
    }

    private static String to(String key) {
        return "k" + key + "@elsewhere.example";
    }

    /** Asks until it is answered with an id: those who come while the first is under way are told to wait. */
    private String id(String key) {
        return Eventually.get(ARRIVES_WITHIN, "an answer", () -> {
            RestClient.Answer answer = inbox.rest()
                    .call(
                            "POST",
                            inbox.path() + "/messages/send",
                            Optional.of(RestClient.write(Map.of("to", to(key), "text", "x"))),
                            Map.of("Idempotency-Key", key));
            if (answer.status() == 409) {
                Eventually.await(new CountDownLatch(1), PAUSE);
                return Optional.empty();
            }
            return Optional.of(answer.ok().get("message_id").asText());
        });
    }
}
