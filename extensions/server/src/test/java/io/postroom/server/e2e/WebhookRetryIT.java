package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Webhooks whose endpoints fail, hang, redirect or want no more. */
@ExtendWith(RoughServer.class)
class WebhookRetryIT {
    private static final Duration SECOND_ATTEMPT_WITHIN = Duration.ofSeconds(15);

    private final PostroomServer server;
    private final Postroom postroom;
    private final InboxClient inbox;

    WebhookRetryIT(PostroomServer server) {
        this.server = server;
        this.postroom = server.clients();
        this.inbox = postroom.inbox();
    }

    private Letter deliver() {
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        return letter;
    }

    @Test
    void aFailureIsTriedAgainAfterFiveSecondsUnderTheSameId() {
        try (WebhookSink sink = WebhookSink.failing(1)) {
            postroom.subscribe(sink, inbox);

            Letter letter = deliver();
            List<WebhookSink.Call> calls = awaitCalls(sink, letter, 2);

            Duration pause =
                    Duration.ofNanos(calls.get(1).nanoTime() - calls.get(0).nanoTime());
            assertThat(pause).isBetween(Duration.ofMillis(3_900), SECOND_ATTEMPT_WITHIN); // 5 s less 20 % of jitter
            assertThat(calls.get(1).header("svix-id")).isEqualTo(calls.get(0).header("svix-id"));
            assertThat(calls.get(1).body()).isEqualTo(calls.get(0).body());
        }
    }

    @Test
    void aRestartDoesNotForgetWhatIsToBeTriedAgain() {
        int port;
        String first;
        Letter letter;
        try (WebhookSink sink = WebhookSink.failing(1_000)) {
            postroom.subscribe(sink, inbox);
            letter = deliver();
            first = sink.await(letter.messageId()).header("svix-id");
            port = sink.port();
        }
        server.kill();
        try (WebhookSink back = WebhookSink.open(port, call -> WebhookSink.answering(200))) {
            server.launch();
            server.awaitHealthy();

            assertThat(back.await(Duration.ofMinutes(1), letter.messageId()).header("svix-id"))
                    .isEqualTo(first);
        }
    }

    @Test
    void anEndpointThatIsGoneIsNotCalledAgain() {
        try (WebhookSink sink = WebhookSink.open(0, call -> WebhookSink.answering(410))) {
            String id = postroom.subscribe(sink, inbox).get("webhook_id").asText();

            sink.await(deliver().messageId());

            Eventually.holds(
                    () -> assertThat(webhook(id).get("enabled").asBoolean()).isFalse());
            Letter later = deliver();
            inbox.await(later.messageId());
            assertThat(sink.callsAbout(later.messageId())).isEmpty();
        }
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() {
        try (WebhookSink elsewhere = WebhookSink.open();
                WebhookSink sink = WebhookSink.open(
                        0,
                        call -> call == 0
                                ? new WebhookSink.Reaction.Answer(307, Optional.of(elsewhere.url()))
                                : WebhookSink.answering(200))) {
            postroom.subscribe(sink, inbox);

            awaitCalls(sink, deliver(), 2);

            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void aHangingEndpointDoesNotDelayAnother() {
        WebhookSink.Reaction silence = new WebhookSink.Reaction.Silence(Duration.ofSeconds(10));
        try (WebhookSink slow = WebhookSink.open(0, call -> silence);
                WebhookSink quick = WebhookSink.open()) {
            postroom.subscribe(slow, inbox);
            postroom.subscribe(quick, inbox);

            for (int i = 0; i < 20; i++) {
                quick.await(Duration.ofSeconds(2), deliver().messageId());
            }
        }
    }

    private JsonNode webhook(String id) {
        return postroom.rest().get("/v0/webhooks/" + id).ok();
    }

    private static List<WebhookSink.Call> awaitCalls(WebhookSink sink, Letter letter, int count) {
        return Eventually.get(
                "call " + count,
                () -> Optional.of(sink.callsAbout(letter.messageId())).filter(calls -> calls.size() >= count));
    }
}
