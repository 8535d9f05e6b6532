package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Permission;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyRoutesTest {
    private static final String BASE = "/api/v0/api-keys";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void makeAKeyThatIsShownOnceAndGoodInEachDialect() {
        Reply made = api.post(BASE, "{\"name\":\"my-agent-key\"}");
        String key = made.text("key");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("key_id")).matches("key_[0-9a-f]{32}");
        assertThat(key).startsWith("inai_").startsWith(made.text("prefix")).hasSize(48);
        assertThat(made.json().path("used_at").isNull()).isTrue();
        assertThat(api.getAs(key, "/v0/auth/me").status()).isEqualTo(200);
        assertThat(api.getAs(key, BASE).json().at("/data/0").has("key")).isFalse();
        assertThat(api.get(BASE).json().at("/data/0/used_at").isNull()).isFalse();
    }

    @Test
    void revokeAKey() {
        Reply made = api.post(BASE, "{\"name\":\"my-agent-key\"}");
        String one = BASE + "/" + made.text("key_id");

        assertThat(api.delete(one).status()).isEqualTo(204);
        assertThat(api.delete(one).status()).isEqualTo(404);
        assertThat(api.delete(BASE + "/key_none").status()).isEqualTo(404);
        assertThat(api.getAs(made.text("key"), BASE).status()).isEqualTo(401);
    }

    @Test
    void giveAKeyWhatTheOneHasThatMakesIt() {
        String parent = api.world.keyWith(Permission.API_KEY_CREATE, Permission.INBOX_READ);
        String child = api.send("POST", BASE, parent, "{\"name\":\"small\"}").text("key");

        assertThat(api.getAs(child, "/api/v0/inboxes").status()).isEqualTo(200);
        Reply refused = api.send("POST", "/api/v0/inboxes", child, "{\"username\":\"a\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("missing_permission");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":null}", "{\"name\":\" \"}", "{\"name\":1}"})
    void refuseABadRequest(String body) {
        assertThat(api.post(BASE, body).status()).isEqualTo(400);
    }

    @Test
    void sayWhatTheOrganizationHasAndMayHave() {
        api.post("/api/v0/inboxes", "{\"username\":\"a\"}");

        Reply organization = api.get("/api/v0/organizations");

        assertThat(organization.text("org_id")).matches("org_[0-9a-f]{32}");
        assertThat(organization.json().path("inbox_count").asInt()).isEqualTo(1);
        assertThat(organization.json().path("inbox_limit").asInt()).isEqualTo(100_000);
        assertThat(organization.json().path("domain_limit").asInt()).isEqualTo(5);
    }
}
