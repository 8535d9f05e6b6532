package io.postroom.routes.assmbl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationRoutesTest {
    private static final String BILLS = """
            {"id":"bills","name":"Bills","enabled":true,
             "filters":{"sender_verified":null,"sender_domains":["example.com"],"traffic_types":[],"trust_tiers":[]},
             "channels":{"webhook":{"enabled":true,"url":"https://a.example/bills"},
                         "email":{"enabled":false,"recipients":["ann@example.com"]}}}""";
    private static final String ALL =
            "{\"id\":\"all\",\"channels\":{\"email\":{\"recipients\":[\"Bob <bob@example.com>\"]}}}";

    private final Api api = new Api();
    private final Agent agent = new Agent(api, "support");

    @AfterEach
    void close() {
        api.close();
    }

    private Reply put(String... rules) {
        return agent.put("/notifications", "{\"rules\":[" + String.join(",", rules) + "]}");
    }

    private static List<String> ids(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.json().path("rules").forEach(rule -> ids.add(rule.path("id").asText()));
        return ids;
    }

    @Test
    void areNoneAtFirst() {
        assertThat(agent.get("/notifications").http().body()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void areKeptAsTheyWereWrittenInTheirOrder() {
        Reply put = put(BILLS, ALL);
        Reply got = agent.get("/notifications");

        ObjectNode webhook = (ObjectNode) put.json().at("/rules/0/channels/webhook");
        assertThat(webhook.remove("signing_secret").asText()).startsWith("whsec_");
        assertThat(put.json()).isEqualTo(got.json());
        assertThat(got.json().at("/rules/0/filters/sender_domains/0").asText()).isEqualTo("example.com");
        assertThat(got.json().at("/rules/0/channels/email/enabled").asBoolean()).isFalse();
        assertThat(got.json().at("/rules/1").toString())
                .isEqualTo("{\"id\":\"all\",\"name\":\"\",\"enabled\":true,\"filters\":{\"sender_verified\":null,"
                        + "\"sender_domains\":[],\"traffic_types\":[],\"trust_tiers\":[]},\"channels\":{\"webhook\":"
                        + "{\"enabled\":false,\"url\":null},\"email\":{\"enabled\":true,"
                        + "\"recipients\":[\"bob@example.com\"]}}}");
        assertThat(ids(put(ALL, BILLS))).containsExactly("all", "bills");
        assertThat(ids(agent.get("/notifications"))).containsExactly("all", "bills");
    }

    @Test
    void replaceThoseBefore() {
        put(BILLS, ALL);

        Reply fewer = put(BILLS.replace("a.example/bills", "a.example/other"));

        assertThat(ids(fewer)).containsExactly("bills");
        assertThat(fewer.json().at("/rules/0/channels/webhook/url").asText()).isEqualTo("https://a.example/other");
        assertThat(fewer.json().at("/rules/0/channels/webhook").has("signing_secret"))
                .isFalse();
        assertThat(put().http().body()).isEqualTo("{\"rules\":[]}");
        assertThat(api.get("/v0/webhooks").json().path("count").asInt()).isZero();
    }

    @Test
    void areWebhooksOfTheInboxOneForEachChannel() {
        put(BILLS, ALL);

        JsonNode listed = api.get("/v0/webhooks").json().path("webhooks");

        assertThat(listed).hasSize(3);
        assertThat(listed.findValuesAsText("url"))
                .containsExactlyInAnyOrder(
                        "https://a.example/bills", "mailto:ann@example.com", "mailto:bob@example.com");
        assertThat(listed.findValuesAsText("inbox_id")).containsOnly("support@agents.example");
    }

    @Test
    void showThatAChannelWasTakenAwayElsewhere() {
        put(BILLS);
        for (JsonNode webhook : api.get("/v0/webhooks").json().path("webhooks")) {
            if (webhook.path("url").asText().startsWith("https")) {
                api.patch("/v0/webhooks/" + webhook.path("webhook_id").asText(), "{\"enabled\":false}");
            }
        }

        assertThat(agent.get("/notifications")
                        .json()
                        .at("/rules/0/channels/webhook/enabled")
                        .asBoolean())
                .isFalse();
        assertThat(put(BILLS).json().at("/rules/0/channels/webhook/enabled").asBoolean())
                .isTrue();
    }

    @Test
    void thatAreSwitchedOffKeepWhatTheirChannelsSay() {
        Reply off = put(BILLS.replace("\"name\":\"Bills\",\"enabled\":true", "\"name\":\"Bills\",\"enabled\":false"));

        assertThat(off.json().at("/rules/0/enabled").asBoolean()).isFalse();
        assertThat(off.json().at("/rules/0/channels/webhook/enabled").asBoolean())
                .isTrue();
        assertThat(api.get("/v0/webhooks").json().at("/webhooks/0/enabled").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"rules\":{}}",
                "{\"rules\":[{\"id\":\"x\"}]}",
                "{\"rules\":[{\"channels\":{\"webhook\":{\"url\":\"ftp://x\"}}}]}",
                "{\"rules\":[{\"channels\":{\"email\":{\"recipients\":[\"x\"]}}}]}",
                "{\"rules\":[{\"channels\":{\"email\":{\"recipients\":[]}}}]}",
                "{\"rules\":[{\"id\":\"\",\"channels\":{\"webhook\":{\"url\":\"https://a.example\"}}}]}",
                "{\"rules\":[{\"filters\":{\"sender_domains\":\"x\"},\"channels\":{\"webhook\":{\"url\":\"https://a.example\"}}}]}",
                "{\"rules\":[{\"id\":\"a\",\"channels\":{\"webhook\":{\"url\":\"https://a.example\"}}},"
                        + "{\"id\":\"a\",\"channels\":{\"webhook\":{\"url\":\"https://b.example\"}}}]}"
            })
    void areRefusedAsAWhole(String body) {
        put(ALL);

        assertThat(agent.put("/notifications", body).status()).isEqualTo(400);
        assertThat(ids(agent.get("/notifications"))).containsExactly("all");
    }

    @Test
    void areNoMoreThanTwenty() {
        String[] rules = new String[21];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = ALL.replace("\"all\"", "\"all" + i + "\"");
        }

        assertThat(put(rules).status()).isEqualTo(400);
    }
}
