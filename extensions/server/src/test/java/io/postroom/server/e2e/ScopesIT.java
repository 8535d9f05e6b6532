package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pods, and keys and webhooks that reach no further than a pod or an inbox. */
@ExtendWith(SharedServer.class)
class ScopesIT {
    private final Postroom postroom;
    private final RestClient rest;
    private final String pod;
    private final InboxClient within;
    private final InboxClient beyond;

    ScopesIT(Postroom postroom) {
        this.postroom = postroom;
        rest = postroom.rest();
        String name = "pod-" + UUID.randomUUID();
        String id = rest.post("/v0/pods", Map.of("client_id", name))
                .ok()
                .get("pod_id")
                .asText();
        assertThat(rest.post("/v0/pods", Map.of("client_id", name))
                        .ok()
                        .get("pod_id")
                        .asText())
                .isEqualTo(id);
        pod = "/v0/pods/" + name;
        within = new InboxClient(
                rest, rest.post(pod + "/inboxes", Map.of()).ok().get("inbox_id").asText());
        beyond = postroom.inbox();
    }

    @Test
    void aPodShowsItsOwnMailOnly() {
        Letter mine = Letter.to(within.id());
        Letter other = Letter.to(beyond.id());
        postroom.deliver(within, mine);
        postroom.deliver(beyond, other);
        String thread = within.await(mine.messageId()).get("thread_id").asText();
        String foreign = beyond.await(other.messageId()).get("thread_id").asText();

        JsonNode threads = rest.get(pod + "/threads").ok().get("threads");

        assertThat(InboxClient.elements(threads))
                .extracting(item -> item.get("thread_id").asText())
                .containsExactly(thread);
        assertThat(rest.get(pod + "/threads/" + foreign).status()).isEqualTo(404);
        assertThat(rest.get(pod + "/inboxes/" + RestClient.segment(beyond.id())).status())
                .isEqualTo(404);
    }

    @Test
    void aKeyReachesItsPodOrInboxAndNothingElse() {
        RestClient ofPod = rest.with(made(pod + "/api-keys", Map.of(), "api_key"));
        RestClient ofInbox = rest.with(made(within.path() + "/api-keys", Map.of(), "api_key"));

        for (RestClient narrow : List.of(ofPod, ofInbox)) {
            assertThat(narrow.get(within.path()).status()).isEqualTo(200);
            assertThat(narrow.get(beyond.path()).status()).isEqualTo(404);
            assertThat(InboxClient.elements(narrow.get("/v0/inboxes").ok().get("inboxes")))
                    .extracting(item -> item.get("inbox_id").asText())
                    .containsExactly(within.id());
        }
        assertThat(ofPod.get(pod).status()).isEqualTo(200);
        assertThat(ofInbox.get(pod).status()).isEqualTo(403);
        assertThat(ofInbox.get("/v0/api-keys").ok().get("count").asInt()).isEqualTo(1);
        assertThat(ofPod.get("/v0/api-keys").ok().get("count").asInt()).isEqualTo(2);
        assertThat(rest.delete(within.path()).status()).isEqualTo(202);
        assertThat(ofInbox.get("/v0/auth/me").status()).isEqualTo(403);
        assertThat(rest.delete(pod).status()).isEqualTo(204);
        assertThat(ofPod.get("/v0/auth/me").status()).isEqualTo(403);
        assertThat(rest.get(pod).status()).isEqualTo(404);
    }

    @Test
    void aWebhookOfAPodIsToldOfItsPodOnlyAndSignsWithBothSecretsAfterARotation() {
        try (WebhookSink sink = WebhookSink.open()) {
            Map<String, Object> wish = Map.of("url", sink.url(), "event_types", List.of("message.received"));
            JsonNode webhook = rest.post(pod + "/webhooks", wish).ok();
            String path = pod + "/webhooks/" + webhook.get("webhook_id").asText();
            assertThat(rest.patch(path + "/headers", Map.of("headers", Map.of("X-Token", "t0ken")))
                            .status())
                    .isEqualTo(204);
            JsonNode rotated = rest.post(path + "/rotate-secret").ok();
            Letter mine = Letter.to(within.id());

            postroom.deliver(beyond, Letter.to(beyond.id()));
            postroom.deliver(within, mine);
            WebhookSink.Call call = sink.await(mine.messageId());

            assertThat(sink.calls()).hasSize(1);
            assertThat(call.header("x-token")).isEqualTo("t0ken");
            for (JsonNode signer : List.of(webhook, rotated)) {
                Webhook verifier = new Webhook(signer.get("secret").asText());
                assertThatCode(() -> verifier.verify(new String(call.body(), UTF_8), signatureOf(call)))
                        .doesNotThrowAnyException();
            }
        }
    }

    private String made(String path, Map<String, Object> wish, String field) {
        return rest.post(path, wish).ok().get(field).asText();
    }

    /** The three headers as Svix names them, under the names the library looks for. */
    private static HttpHeaders signatureOf(WebhookSink.Call call) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("id", "timestamp", "signature")) {
            headers.put("webhook-" + name, List.of(call.header("svix-" + name)));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
