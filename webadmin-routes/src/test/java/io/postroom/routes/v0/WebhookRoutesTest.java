package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Permission;
import io.postroom.routes.Client.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookRoutesTest {
    private static final String WEBHOOKS = "/v0/webhooks";
    private static final String WISH = "{\"url\":\"https://hooks.example/a\",\"event_types\":[\"message.received\"]}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createsAWebhookAndShowsItsSecret() {
        Reply reply = api.post(WEBHOOKS, WISH);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("webhook_id")).startsWith("ep_");
        assertThat(reply.text("secret")).startsWith("whsec_");
        assertThat(reply.text("url")).isEqualTo("https://hooks.example/a");
        assertThat(reply.json().path("event_types").toString()).isEqualTo("[\"message.received\"]");
        assertThat(reply.json().path("enabled").asBoolean()).isTrue();
        assertThat(reply.json().has("inbox_ids")).isFalse();
        assertThat(reply.text("created_at")).isEqualTo("2026-03-01T12:00:00.123Z");
    }

    @Test
    void returnsTheWebhookOfAClientIdThatIsRepeated() {
        String body = WISH.replace("{\"url\"", "{\"client_id\":\"one\",\"url\"");

        assertThat(api.post(WEBHOOKS, body).text("webhook_id"))
                .isEqualTo(api.post(WEBHOOKS, body).text("webhook_id"));
    }

    @Test
    void limitsAWebhookToInboxes() {
        api.post("/v0/inboxes", "{\"username\":\"a\"}");
        api.post("/v0/inboxes", "{\"username\":\"b\"}");
        String path = WEBHOOKS + "/"
                + api.post(WEBHOOKS, WISH.replace("{\"url\"", "{\"inbox_ids\":[\"a@agents.example\"],\"url\""))
                        .text("webhook_id");

        Reply reply = api.patch(
                path, "{\"add_inbox_ids\":[\"b@agents.example\"],\"remove_inbox_ids\":[\"a@agents.example\"]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("inbox_ids").toString()).isEqualTo("[\"b@agents.example\"]");
        assertThat(api.patch(path, "{\"remove_inbox_ids\":[\"b@agents.example\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsShowsChangesAndDeletes() {
        String id = api.post(WEBHOOKS, WISH).text("webhook_id");
        String path = WEBHOOKS + "/" + id;

        assertThat(api.get(WEBHOOKS).json().at("/webhooks/0/webhook_id").asText())
                .isEqualTo(id);
        assertThat(api.get(path).text("webhook_id")).isEqualTo(id);
        Reply changed = api.patch(path, "{\"event_types\":[\"message.sent\"],\"enabled\":false}");
        assertThat(changed.json().path("event_types").toString()).isEqualTo("[\"message.sent\"]");
        assertThat(changed.json().path("enabled").asBoolean()).isFalse();
        assertThat(changed.text("disabled_reason")).isNotEmpty();
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.get(WEBHOOKS + "/nonsense").status()).isEqualTo(404);
    }

    @Test
    void keepsHeaderValuesToItself() {
        String path = WEBHOOKS + "/"
                + api.post(WEBHOOKS, WISH.replace("{\"url\"", "{\"headers\":{\"X-Token\":\"secret\"},\"url\""))
                        .text("webhook_id")
                + "/headers";

        Reply changed = api.patch(path, "{\"headers\":{\"X-Other\":\"v\"},\"remove_headers\":[\"x-token\"]}");

        assertThat(changed.status()).isEqualTo(204);
        assertThat(changed.http().body()).isEmpty();
        assertThat(api.get(path).http().body()).isEqualTo("{\"header_names\":[\"X-Other\"]}");
        assertThat(api.patch(path, "{\"headers\":{\"A\":\"v\"},\"remove_headers\":[\"a\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void belongsToTheScopeItWasMadeIn() {
        String pod = "/v0/pods/" + api.post("/v0/pods", "{}").text("pod_id");
        String inbox = "/v0/inboxes/"
                + api.post(pod + "/inboxes", "{\"username\":\"a\"}").text("inbox_id");

        Reply whole = api.post(WEBHOOKS, WISH);
        Reply ofPod = api.post(pod + "/webhooks", WISH);
        Reply ofInbox = api.post(inbox + "/webhooks", WISH);

        assertThat(ofPod.json().at("/pod_ids/0").asText()).isEqualTo(ofPod.text("pod_id"));
        assertThat(ofPod.json().has("inbox_ids")).isFalse();
        assertThat(ofInbox.json().path("inbox_ids").toString()).isEqualTo("[\"a@agents.example\"]");
        assertThat(ofInbox.text("inbox_id")).isEqualTo("a@agents.example");
        assertThat(count(WEBHOOKS)).isEqualTo(3);
        assertThat(count(pod + "/webhooks")).isEqualTo(2);
        assertThat(count(inbox + "/webhooks")).isEqualTo(1);
        String wholeId = "/webhooks/" + whole.text("webhook_id");
        assertThat(api.get(pod + wholeId).status()).isEqualTo(404);
        assertThat(api.patch(inbox + wholeId + "/headers", "{\"headers\":{\"A\":\"b\"}}")
                        .status())
                .isEqualTo(404);
        String inboxId = "/webhooks/" + ofInbox.text("webhook_id");
        assertThat(api.patch(pod + inboxId + "/headers", "{\"headers\":{\"A\":\"b\"}}")
                        .status())
                .isEqualTo(204);
        assertThat(api.get(inbox + inboxId + "/headers").http().body()).isEqualTo("{\"header_names\":[\"A\"]}");
        assertThat(api.delete(inbox + inboxId).status()).isEqualTo(204);
    }

    private int count(String path) {
        return api.get(path).json().path("count").asInt();
    }

    @Test
    void getsANewSecret() {
        Reply made = api.post(WEBHOOKS, WISH);
        String path = WEBHOOKS + "/" + made.text("webhook_id");

        Reply rotated = api.post(path + "/rotate-secret", "");

        assertThat(made.json().has("previous_secrets_expire_at")).isFalse();
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("secret")).startsWith("whsec_").isNotEqualTo(made.text("secret"));
        assertThat(rotated.text("previous_secrets_expire_at")).isEqualTo("2026-03-02T12:00:00.123Z");
        assertThat(api.get(path).text("secret")).isEqualTo(rotated.text("secret"));
        api.world.clock.advance(Duration.ofHours(24));
        assertThat(api.get(path).json().has("previous_secrets_expire_at")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"url\":\"https://a.example\"}|[\"event_types\"]",
                "{\"url\":\"https://a.example\",\"event_types\":\"message.received\"}|[\"event_types\"]",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\",\"nonsense\"]}|[\"event_types\",1]",
                "{\"event_types\":[\"message.received\"]}|[\"url\"]",
                "{\"url\":\"ftp://a.example\",\"event_types\":[\"message.received\"]}|[\"url\"]",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"],\"headers\":{\"A\":1}}|[\"headers\",\"A\"]",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"],\"headers\":{}}|[\"headers\"]",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"],\"inbox_ids\":[\"no@agents.example\"]}|[\"inbox_ids\",0]"
            })
    void refusesWhatIsWrongWithItsPath(String body, String path) {
        Reply reply = api.post(WEBHOOKS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("validation_error");
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
    }

    @Test
    void asksForPermission() {
        String key = api.world.keyWith(Permission.WEBHOOK_READ);

        assertThat(api.getAs(key, WEBHOOKS).status()).isEqualTo(200);
        assertThat(api.send("POST", WEBHOOKS, key, WISH).status()).isEqualTo(403);
    }
}
