package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRoutesTest {
    private static final String BASE = "/api/v0/webhooks";
    private static final String WISH =
            "{\"url\":\"https://your-app.example/hook\",\"event_types\":[\"message.sent\",\"message.received\"],\"client_id\":\"one\"}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void showTheSecretInPlainHexAndOnce() {
        Reply made = api.post(BASE, WISH);
        String id = made.text("webhook_id");
        Reply atV0 = api.get("/v0/webhooks/" + id.replace("wh_", "ep_"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("secret")).matches("[0-9a-f]{64}");
        assertThat(made.json().path("inbox_ids").toString()).isEqualTo("[]");
        assertThat(made.json().path("event_types").toString()).isEqualTo("[\"message.received\",\"message.sent\"]");
        assertThat(made.json().path("enabled").asBoolean()).isTrue();
        assertThat(api.get(BASE + "/" + id).json().has("secret")).isFalse();
        assertThat(api.get(BASE).json().at("/data/0").has("secret")).isFalse();
        assertThat(atV0.text("secret"))
                .isEqualTo("whsec_"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(made.text("secret"))));
    }

    @Test
    void answerARepeatedClientIdWithTheWebhookThatIsThere() {
        assertThat(api.post(BASE, WISH).json()).isEqualTo(api.post(BASE, WISH).json());
    }

    @Test
    void putSomethingElseInThePlaceOfWhatItHas() {
        String inbox = api.post("/api/v0/inboxes", "{\"username\":\"support\"}").text("inbox_id");
        String one = BASE + "/" + api.post(BASE, WISH).text("webhook_id");

        JsonNode limited = api.patch(one, "{\"inbox_ids\":[\"" + inbox + "\"],\"enabled\":false}")
                .json();
        JsonNode moved = api.patch(
                        one,
                        "{\"url\":\"https://new.example/\",\"event_types\":[\"domain.verified\"],\"inbox_ids\":[],\"enabled\":true}")
                .json();

        assertThat(limited.at("/inbox_ids/0").asText()).isEqualTo(inbox);
        assertThat(limited.path("enabled").asBoolean()).isFalse();
        assertThat(limited.path("url").asText()).isEqualTo("https://your-app.example/hook");
        assertThat(moved.path("url").asText()).isEqualTo("https://new.example/");
        assertThat(moved.path("event_types").toString()).isEqualTo("[\"domain.verified\"]");
        assertThat(moved.path("inbox_ids").size()).isZero();
        assertThat(moved.path("enabled").asBoolean()).isTrue();
        assertThat(api.patch(one, "{}").json().path("url").asText()).isEqualTo("https://new.example/");
        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.get(one).status()).isEqualTo(404);
        assertThat(api.patch(one, "{}").status()).isEqualTo(404);
        assertThat(api.delete(one).status()).isEqualTo(404);
    }

    @Test
    void nameTheInboxThatTheyBelongTo() {
        String inbox = api.post("/api/v0/inboxes", "{\"username\":\"support\"}").text("inbox_id");
        String key = api.world.keyFor(
                new Scope.OneInbox(api.world.organization.defaultPod(), new InboxId("support@agents.example")));

        Reply made = api.send("POST", BASE, key, WISH);

        assertThat(made.json().path("inbox_ids").toString()).isEqualTo("[\"" + inbox + "\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":\"https://a.example\"}",
                "{\"url\":\"https://a.example\",\"event_types\":[]}",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.opened\"]}",
                "{\"url\":\"https://a.example\",\"event_types\":\"message.sent\"}",
                "{\"url\":\"ftp://a.example\",\"event_types\":[\"message.sent\"]}",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.sent\"],\"inbox_ids\":[\"nk8x2j\"]}",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.sent\"],\"inbox_ids\":[\"YUBiLmV4YW1wbGU\"]}",
                "{\"url\":\"https://a.example\",\"event_types\":[\"message.sent\"],\"client_id\":\"a b\"}"
            })
    void refuseABadRequest(String body) {
        Reply refused = api.post(BASE, body);

        assertThat(refused.status()).as(refused.http().body()).isEqualTo(400);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("validation_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"url\":\"\"}", "{\"event_types\":[]}", "{\"enabled\":\"no\"}", "{\"inbox_ids\":[\"x\"]}"})
    void refuseABadChange(String body) {
        String one = BASE + "/" + api.post(BASE, WISH).text("webhook_id");

        assertThat(api.patch(one, body).status()).isEqualTo(400);
    }
}
