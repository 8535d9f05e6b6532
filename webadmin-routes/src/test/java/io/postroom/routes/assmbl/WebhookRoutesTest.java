package io.postroom.routes.assmbl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRoutesTest {
    private static final String NONE = "{\"url\":null,\"enabled\":false}";

    private final Api api = new Api();
    private final Agent agent = new Agent(api, "support");

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void thereIsNoneUntilOneIsMade() {
        assertThat(agent.get("/webhook").http().body()).isEqualTo(NONE);
        assertThat(agent.delete("/webhook").status()).isEqualTo(204);
        assertThat(agent.put("/webhook", "{}").status()).isEqualTo(400);
    }

    @Test
    void showsItsSecretAtFirstAndAfterARotationOnly() {
        Reply made = agent.put("/webhook", "{\"url\":\"https://a.example/1\"}");
        Reply changed = agent.put("/webhook", "{\"url\":\"https://a.example/2\",\"rotate_secret\":false}");
        Reply rotated = agent.put("/webhook", "{\"rotate_secret\":true}");

        assertThat(made.text("url")).isEqualTo("https://a.example/1");
        assertThat(made.json().path("enabled").asBoolean()).isTrue();
        assertThat(made.text("signing_secret")).startsWith("whsec_");
        assertThat(changed.http().body()).isEqualTo("{\"url\":\"https://a.example/2\",\"enabled\":true}");
        assertThat(rotated.text("signing_secret")).startsWith("whsec_").isNotEqualTo(made.text("signing_secret"));
        assertThat(agent.get("/webhook").http().body()).isEqualTo("{\"url\":\"https://a.example/2\",\"enabled\":true}");
    }

    @Test
    void isSwitchedOffAndOn() {
        agent.put("/webhook", "{\"url\":\"https://a.example/1\",\"enabled\":false}");

        assertThat(agent.get("/webhook").json().path("enabled").asBoolean()).isFalse();
        assertThat(agent.put("/webhook", "{\"enabled\":true}")
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void isAWebhookOfTheInboxLikeOthers() {
        agent.put("/webhook", "{\"url\":\"https://a.example/1\"}");

        JsonNode listed = api.get("/v0/webhooks").json().path("webhooks");

        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/inbox_id").asText()).isEqualTo("support@agents.example");
        assertThat(listed.at("/0/event_types").toString()).isEqualTo("[\"message.received\"]");
        api.delete("/v0/webhooks/" + listed.at("/0/webhook_id").asText());
        assertThat(agent.get("/webhook").http().body()).isEqualTo(NONE);
    }

    @Test
    void goesAwayAndComesBackWithAnotherSecret() {
        String secret =
                agent.put("/webhook", "{\"url\":\"https://a.example/1\"}").text("signing_secret");

        assertThat(agent.delete("/webhook").status()).isEqualTo(204);

        assertThat(agent.get("/webhook").http().body()).isEqualTo(NONE);
        assertThat(agent.put("/webhook", "{\"url\":\"https://a.example/1\"}").text("signing_secret"))
                .isNotEmpty()
                .isNotEqualTo(secret);
    }

    @Test
    void isEachAgentsOwn() {
        agent.put("/webhook", "{\"url\":\"https://a.example/1\"}");

        assertThat(new Agent(api, "sales").get("/webhook").http().body()).isEqualTo(NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"ftp://a.example\"}",
                "{\"url\":\"mailto:a@b.example\"}",
                "{\"url\":\"/x\"}",
                "{\"url\":7}",
                "{\"url\":\"https://u:p@a.example\"}",
                "{\"url\":\"https://a.example\",\"enabled\":\"yes\"}",
                "[]"
            })
    void refusesWhatCannotBeCalled(String body) {
        assertThat(agent.put("/webhook", body).status()).isEqualTo(400);
        assertThat(agent.get("/webhook").http().body()).isEqualTo(NONE);
    }
}
