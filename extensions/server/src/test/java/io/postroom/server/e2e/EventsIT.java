package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events over WebSocket, {@code /v0/events} and webhooks: each once, none lost, under one id. */
@ExtendWith(SharedServer.class)
class EventsIT {
    private final Postroom postroom;
    private final Operator.Tenant tenant;
    private final RestClient rest;
    private final InboxClient inbox;
    private final EventLogClient log;

    EventsIT(Postroom postroom) {
        this.postroom = postroom;
        this.tenant = Operator.on(postroom).organization("listening");
        this.rest = postroom.anonymous().with(tenant.rootKey());
        this.inbox = InboxClient.create(rest, "e" + System.nanoTime());
        this.log = new EventLogClient(rest);
    }

    private EventClient connect(String query) {
        return EventClient.connect(postroom, tenant.rootKey(), query);
    }

    private String deliver() {
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        return letter.messageId();
    }

    private JsonNode webhook(WebhookSink sink) {
        return rest.post("/v0/webhooks", Map.of("url", sink.url(), "event_types", List.of("message.received")))
                .ok();
    }

    @Test
    void anEventHasOneIdAndOneFormOnWebhookSocketAndLog() {
        try (WebhookSink sink = WebhookSink.open();
                EventClient socket = connect("?subscribe=true").await()) {
            webhook(sink);

            String messageId = deliver();
            EventClient.Told told = socket.next();
            WebhookSink.Call call = sink.await(messageId);
            JsonNode logged = log.all().get(0);

            assertThat(told.messageId()).isEqualTo(messageId);
            assertThat(call.header("svix-id")).isEqualTo(told.eventId());
            assertThat(told.json()).isEqualTo(call.json()).isEqualTo(logged);
        }
    }

    @Test
    void aRevokedKeyClosesItsSocketWithinASecond() {
        JsonNode key = rest.post("/v0/api-keys", Map.of("name", "short-lived")).ok();
        try (EventClient socket = EventClient.connect(
                        postroom, key.get("api_key").asText(), "?subscribe=true")
                .await()) {
            long start = System.nanoTime();
            rest.delete("/v0/api-keys/" + key.get("api_key_id").asText()).ok();

            assertThat(socket.closeCode()).isEqualTo(1008);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aSuspendedOrganizationLosesItsSockets() {
        try (EventClient socket = connect("?subscribe=true").await()) {
            Operator.on(postroom)
                    .admin()
                    .patch(Operator.path(tenant.id()), Map.of("suspended", true))
                    .ok();

            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }

    @Test
    void aClientThatDoesNotReadIsCutAndHoldsUpNobody() {
        String text = ("x".repeat(98) + "\r\n").repeat(500); // twice in a frame, in text and extracted_text
        int mails = 80;
        try (StuckClient slow = StuckClient.connect(postroom, tenant.rootKey());
                EventClient quick = connect("?subscribe=true").await();
                SmtpClient smtp = postroom.smtp()) {
            for (int i = 0; i < mails; i++) {
                assertThat(smtp.send(inbox.id(), Letter.to(inbox.id()).text(text))
                                .code())
                        .isEqualTo(250);
            }
            for (int i = 0; i < mails; i++) {
                quick.next();
            }

            assertThat(slow.drain()).isLessThan((long) mails * text.length());
            assertThat(quick.isClosed()).isFalse();
        }
    }

    @Test
    void aRequestThatWaitsIsAnsweredAsSoonAsMailComes() {
        String end = log.end();
        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(
                () -> rest.get("/v0/events?wait=55&after=" + end).ok());
        String messageId = deliver();

        JsonNode page = answer.join();
        assertThat(page.at("/events/0/message/message_id").asText()).isEqualTo(messageId);
        assertThat(page.get("count").asInt()).isEqualTo(1);
    }

    @Test
    void theOwnerSeesWhatItsEndpointSaidAndTellsItAgain() {
        try (WebhookSink sink = WebhookSink.open()) {
            String path = "/v0/webhooks/" + webhook(sink).get("webhook_id").asText();
            WebhookSink.Call first = sink.await(deliver());
            JsonNode delivery = Eventually.get(
                    "a delivery that ended",
                    () -> InboxClient.elements(
                                    rest.get(path + "/deliveries").ok().get("deliveries"))
                            .stream()
                            .filter(one -> one.get("state").asText().equals("delivered"))
                            .findFirst());

            assertThat(delivery.at("/attempts/0/status").asInt()).isEqualTo(200);
            assertThat(delivery.get("delivery_id").asText()).isEqualTo(first.header("svix-id"));
            rest.post(path + "/deliveries/" + delivery.get("delivery_id").asText() + "/redeliver")
                    .ok();
            Eventually.holds(() -> assertThat(sink.calls()).hasSize(2));
            assertThat(sink.calls().get(1).body()).isEqualTo(first.body());

            JsonNode test = rest.post(path + "/test").ok();
            assertThat(test.get("delivered").asBoolean()).isTrue();
            assertThat(sink.calls().get(2).json().get("event_type").asText()).isEqualTo("message.received");
        }
    }

    @Test
    void aKeyInTheQueryIsInNoLog() throws IOException {
        String secret = rest.post("/v0/api-keys", Map.of("name", "in the query"))
                .ok()
                .get("api_key")
                .asText();
        try (EventClient socket = EventClient.connect(postroom, "?subscribe=true&api_key=" + secret)
                .await()) {
            deliver();
            socket.next();
        }

        Path file = postroom.data().resolve("logs").resolve("postroom.log");
        assertThat(Files.readString(file)).doesNotContain(secret);
    }
}
