package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another mail server that hangs up, falls silent, puts mail off or is not there: it gets each message once, and its sender hears so. */
@ExtendWith(RoughServer.class)
class RemoteFaultsIT {
    /** Four attempts, between which the queue is looked at every 10 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Postroom postroom;
    private final SmtpPeer peer;
    private final WebhookSink sink = WebhookSink.open();

    RemoteFaultsIT(PostroomServer server, SmtpPeer peer) {
        this.postroom = server.clients();
        this.peer = peer;
    }

    @AfterEach
    void end() {
        sink.close();
        peer.answer((stage, line) -> SmtpPeer.USUAL);
    }

    /** A message, known by who gets it. */
    private record Sent(InboxClient inbox, String id) {}

    private static String somebody() {
        return "u" + UUID.randomUUID() + "@elsewhere.example";
    }

    private InboxClient subscribed() {
        InboxClient inbox = postroom.inbox();
        postroom.subscribe(sink, List.of("message.sent", "message.delivered", "message.bounced"), inbox);
        return inbox;
    }

    private static Sent send(InboxClient inbox, String remote) {
        JsonNode answer = inbox.rest()
                .post(inbox.path() + "/messages/send", Map.of("to", remote, "text", "once"))
                .ok();
        return new Sent(inbox, answer.get("message_id").asText());
    }

    /** Of whom events of this type told, as often as they did. */
    private List<String> told(String type, String part) {
        List<String> addresses = new ArrayList<>();
        sink.calls().stream()
                .map(WebhookSink.Call::json)
                .filter(event -> event.get("event_type").asText().equals(type))
                .forEach(event -> event.get(part)
                        .get("recipients")
                        .forEach(recipient -> addresses.add(
                                recipient.isTextual()
                                        ? recipient.asText()
                                        : recipient.get("address").asText())));
        return addresses;
    }

    private void assertEachArrivedOnce(Map<String, Sent> messages) {
        Eventually.holds(
                PATIENCE,
                () -> assertThat(told("message.delivered", "delivery"))
                        .containsExactlyInAnyOrderElementsOf(messages.keySet()));
        assertThat(told("message.sent", "send")).containsExactlyInAnyOrderElementsOf(messages.keySet());
        assertThat(told("message.bounced", "bounce")).isEmpty();
        messages.forEach((remote, message) -> {
            assertThat(peer.mailsTo(remote)).hasSize(1);
            assertThat(message.inbox().labels(message.id())).containsExactlyInAnyOrder("sent", "delivered");
            assertThat(message.inbox().list("labels=delivered")).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {SmtpPeer.CLOSE, SmtpPeer.STALL, "451 4.3.0 not now"})
    void whoFailsOnceAtEachStageGetsEachMessageOnce(String fault) {
        Map<String, Sent> messages = new LinkedHashMap<>();
        Map<String, String> troubled = new ConcurrentHashMap<>(Map.of(SmtpPeer.CONNECTED, "", "EHLO", ""));
        Set<String> failed = ConcurrentHashMap.newKeySet();
        peer.answer((stage, line) ->
                line.contains(troubled.getOrDefault(stage, "nothing")) && failed.add(stage) ? fault : SmtpPeer.USUAL);

        for (String stage : List.of("MAIL", "RCPT", "DATA", SmtpPeer.END_OF_DATA)) {
            String remote = somebody();
            InboxClient inbox = subscribed();
            troubled.put(stage, stage.equals("MAIL") ? inbox.id() : remote);
            messages.put(remote, send(inbox, remote));
        }

        assertEachArrivedOnce(messages);
        assertThat(failed)
                .containsExactlyInAnyOrder(SmtpPeer.CONNECTED, "EHLO", "MAIL", "RCPT", "DATA", SmtpPeer.END_OF_DATA);
    }

    @Test
    void whoNeverTakesAMessageIsATransientBounceOnce() {
        InboxClient inbox = subscribed();
        String hangsUp = somebody();
        String fallsSilent = somebody();
        Map<String, String> faults = Map.of(hangsUp, SmtpPeer.CLOSE, fallsSilent, SmtpPeer.STALL);
        peer.answer((stage, line) ->
                stage.equals(SmtpPeer.END_OF_DATA) ? faults.getOrDefault(line, SmtpPeer.USUAL) : SmtpPeer.USUAL);

        Sent first = send(inbox, hangsUp);
        Sent second = send(inbox, fallsSilent);

        Eventually.holds(
                PATIENCE,
                () -> assertThat(told("message.bounced", "bounce")).containsExactlyInAnyOrder(hangsUp, fallsSilent));
        assertThat(sink.calls().stream()
                        .map(WebhookSink.Call::json)
                        .filter(event -> event.has("bounce"))
                        .map(event -> event.at("/bounce/type").asText()))
                .containsExactly("Transient", "Transient");
        assertThat(told("message.delivered", "delivery")).isEmpty();
        assertThat(inbox.labels(first.id())).containsExactlyInAnyOrder("sent", "bounced");
        assertThat(inbox.list("labels=bounced"))
                .extracting(message -> message.get("message_id").asText())
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(peer.heard("RCPT TO:<" + fallsSilent)).isEqualTo(4);
    }

    @Test
    void aServerThatIsDownForAWhileGetsItsMailWhenItIsBack() {
        InboxClient inbox = subscribed();
        String remote = somebody();
        peer.leave();

        Sent message = send(inbox, remote);

        Eventually.holds(() -> assertThat(postroom.webAdmin()
                        .get("/mailQueues/outgoing/mails?delayed=true")
                        .ok())
                .as("mail that was tried")
                .isNotEmpty());
        peer.comeBack();
        assertEachArrivedOnce(Map.of(remote, message));
    }
}
