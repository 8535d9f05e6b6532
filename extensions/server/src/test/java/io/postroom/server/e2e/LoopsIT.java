package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Programs that answer each other, and mail that goes round between servers. */
@ExtendWith(SharedServer.class)
class LoopsIT {
    private static final int ANSWERS_PER_HOUR = 20; // the setting's default
    private static final int MOST_HOPS = 30; // the setting's default

    private final Postroom postroom;
    private final InboxClient ada;
    private final InboxClient bob;

    LoopsIT(Postroom postroom) {
        this.postroom = postroom;
        ada = postroom.inbox();
        bob = postroom.inbox();
    }

    /** An agent that answers everything it is told of, as soon as it is told. */
    private RestClient.Answer answer(InboxClient agent, EventClient events, Map<String, Object> reply) {
        JsonNode message = events.next().json().get("message");
        return agent.rest().post(agent.messagePath(message.get("message_id").asText()) + "/reply", reply);
    }

    private EventClient listen(InboxClient inbox) {
        return EventClient.connect(
                        postroom,
                        postroom.rootKey(),
                        "?event_types=message.received&inbox_ids=" + RestClient.segment(inbox.id()))
                .await();
    }

    /** Lets both answer each other, in turns, until one of them is refused; how many messages there were. */
    private int messagesUntilRefused(Map<String, Object> reply, int most) {
        try (EventClient adas = listen(ada);
                EventClient bobs = listen(bob)) {
            ada.rest()
                    .post(
                            ada.path() + "/messages/send",
                            Map.of("to", bob.id(), "subject", "Hello", "text", "Hello Bob"))
                    .ok();
            int sent = 1;
            boolean bobsTurn = true;
            while (sent <= most) {
                RestClient.Answer answer = bobsTurn ? answer(bob, bobs, reply) : answer(ada, adas, reply);
                if (answer.status() != 200) {
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.json().get("code").asText()).isEqualTo("loop_detected");
                    return sent;
                }
                sent++;
                bobsTurn = !bobsTurn;
            }
            throw new AssertionError("still going on after " + sent + " messages");
        }
    }

    @Test
    void twoProgramsThatSayWhatTheyAreStopAtOnce() {
        int messages = messagesUntilRefused(Map.of("text", "I am away", "automatic", true), 5);

        assertThat(messages).isEqualTo(2);
    }

    @Test
    void twoProgramsThatDoNotStopWithinTheBudget() {
        int messages = messagesUntilRefused(Map.of("text", "I am away"), 2 * ANSWERS_PER_HOUR + 5);

        assertThat(messages).isBetween(2 * ANSWERS_PER_HOUR, 2 * ANSWERS_PER_HOUR + 3);
        JsonNode last = ada.list("limit=1").get(0);
        InboxClient stopped = InboxClient.texts(last.get("labels")).contains("loop") ? ada : bob;
        String circling = stopped.list("limit=1").get(0).get("message_id").asText();
        assertThat(stopped.labels(circling)).contains("loop", "received");
        postroom.rest()
                .post(stopped.messagePath(circling) + "/reply", Map.of("text", "A person here", "automatic", false))
                .ok();
    }

    @Test
    void mailThatWentOverTooManyServersIsRefusedAtTheEndOfData() {
        String hop = "from a.example by b.example; Mon, 2 Jun 2025 10:00:00 +0000";
        String more = ("\r\nReceived: " + hop).repeat(MOST_HOPS - 2); // and one of this server
        try (SmtpClient smtp = postroom.smtp()) {
            Letter far = Letter.to(ada.id()).header("Received", hop + more);
            assertThat(smtp.send(ada.id(), far).code()).isEqualTo(250);
            SmtpClient.Reply refused =
                    smtp.send(ada.id(), Letter.to(ada.id()).header("Received", hop + more + "\r\nReceived: " + hop));
            assertThat(refused.code()).isEqualTo(554);
            assertThat(refused.text()).startsWith("5.4.6 ");
            ada.await(far.messageId());
        }
        assertThat(ada.everyMessageId()).hasSize(1);
    }

    @Test
    void whatAMachineSentIsLabelledSo() {
        Letter away = Letter.to(ada.id())
                .header("Auto-Submitted", "auto-replied (vacation); owner-email=\"ada@elsewhere.example\"");
        Letter nobody = Letter.to(ada.id()).header("Subject", "no sender " + UUID.randomUUID());
        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.send(ada.id(), away).code()).isEqualTo(250);
            assertThat(smtp.send("", ada.id(), nobody.octets()).code()).isEqualTo(250);
        }

        ada.await(away.messageId());
        ada.await(nobody.messageId());
        assertThat(ada.labels(away.messageId())).contains("auto-reply");
        assertThat(ada.labels(nobody.messageId())).contains("auto-reply");
    }
}
