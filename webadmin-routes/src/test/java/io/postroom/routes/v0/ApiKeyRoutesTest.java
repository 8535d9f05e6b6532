package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Permission;
import io.postroom.routes.Client.Reply;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeyRoutesTest {
    private static final String KEYS = "/v0/api-keys";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void makesAKeyThatWorks() {
        Reply made = api.post(
                KEYS,
                "{\"name\":\"ci\",\"permissions\":{\"inbox_read\":true,\"inbox_create\":false},"
                        + "\"expires_at\":\"2027-01-01T00:00:00Z\"}");

        String secret = made.text("api_key");
        assertThat(made.status()).isEqualTo(200);
        assertThat(secret).startsWith("am_").startsWith(made.text("prefix"));
        assertThat(made.text("name")).isEqualTo("ci");
        assertThat(made.json().path("permissions").toString()).isEqualTo("{\"inbox_read\":true}");
        assertThat(made.text("expires_at")).isEqualTo("2027-01-01T00:00:00.000Z");
        assertThat(api.getAs(secret, "/v0/inboxes").status()).isEqualTo(200);
        assertThat(api.send("POST", "/v0/inboxes", secret, "{}").status()).isEqualTo(403);
    }

    @Test
    void knowsPermissionsByTheirNamesOfOld() {
        Reply made =
                api.post(KEYS, "{\"permissions\":{\"thread_read\":true,\"thread_delete\":true,\"inbox_read\":false}}");

        assertThat(made.json().path("permissions").toString())
                .isEqualTo("{\"message_delete\":true,\"message_read\":true}");
    }

    @Test
    void listsKeysWithoutTheirSecrets() {
        api.post(KEYS, "{\"name\":\"ci\"}");

        Reply list = api.get(KEYS + "?ascending=true");

        assertThat(list.json().path("count").asInt()).isEqualTo(2);
        list.json().path("api_keys").forEach(key -> {
            assertThat(key.path("type").asText()).isEqualTo("bearer");
            assertThat(key.has("updated_at")).isTrue();
            assertThat(key.has("api_key")).isFalse();
            assertThat(key.has("permissions")).isFalse();
        });
    }

    @Test
    void hasNoPublicKeys() {
        Reply list = api.get(KEYS + "?type=public_key");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("count").asInt()).isZero();
        assertThat(api.get(KEYS + "?type=bearer").json().path("count").asInt()).isEqualTo(1);
        assertThat(api.get(KEYS + "?type=other").status()).isEqualTo(400);
        assertThat(api.post(KEYS, "{\"public_key\":{}}").status()).isEqualTo(422);
    }

    @Test
    void showsAndRevokesAKey() {
        Reply made = api.post(KEYS, "{}");
        String path = KEYS + "/" + made.text("api_key_id");

        assertThat(api.get(path).text("api_key_id")).isEqualTo(made.text("api_key_id"));
        assertThat(api.get(path).json().has("api_key")).isFalse();
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.getAs(made.text("api_key"), "/v0/auth/me").status()).isEqualTo(403);
        assertThat(api.get(KEYS + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(api.get(KEYS + "/nonsense").status()).isEqualTo(404);
    }

    @Test
    void grantsNoMoreThanItsMakerHas() {
        String key = api.world.keyWith(Permission.API_KEY_CREATE, Permission.INBOX_READ);

        Reply more = api.send("POST", KEYS, key, "{\"permissions\":{\"message_read\":true}}");
        Reply all = api.send("POST", KEYS, key, "{}");

        assertThat(more.status()).isEqualTo(403);
        assertThat(more.text("code")).isEqualTo("permission_escalation");
        assertThat(all.status()).isEqualTo(403);
        assertThat(all.text("code")).isEqualTo("unrestricted_key_required");
        assertThat(api.send("POST", KEYS, key, "{\"permissions\":{\"inbox_read\":true}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void makesKeysOfAPodAndOfAnInbox() {
        String pod = "/v0/pods/" + api.post("/v0/pods", "{}").text("pod_id");
        String inbox = "/v0/inboxes/"
                + api.post(pod + "/inboxes", "{\"username\":\"a\"}").text("inbox_id");

        Reply ofPod = api.post(pod + "/api-keys", "{}");
        Reply ofInbox = api.post(inbox + "/api-keys", "{}");

        assertThat("/v0/pods/" + ofPod.text("pod_id")).isEqualTo(pod);
        assertThat(ofPod.json().has("inbox_id")).isFalse();
        assertThat(ofInbox.text("inbox_id")).isEqualTo("a@agents.example");
        assertThat("/v0/pods/" + ofInbox.text("pod_id")).isEqualTo(pod);
        assertThat(count(KEYS)).isEqualTo(3);
        assertThat(count(pod + "/api-keys")).isEqualTo(2);
        assertThat(count(inbox + "/api-keys")).isEqualTo(1);
        assertThat(api.getAs(ofPod.text("api_key"), "/v0/auth/me").text("scope_type"))
                .isEqualTo("pod");
        assertThat(api.getAs(ofInbox.text("api_key"), "/v0/auth/me").text("scope_type"))
                .isEqualTo("inbox");
    }

    private int count(String path) {
        return api.get(path).json().path("count").asInt();
    }

    @Test
    void knowsNoKeyOutsideOfItsScope() {
        String inbox =
                "/v0/inboxes/" + api.post("/v0/inboxes", "{\"username\":\"a\"}").text("inbox_id");
        Reply ofInbox = api.post(inbox + "/api-keys", "{}");
        String root = api.post(KEYS, "{}").text("api_key_id");
        String secret = ofInbox.text("api_key");

        assertThat(api.getAs(secret, KEYS).json().path("count").asInt()).isEqualTo(1);
        assertThat(api.getAs(secret, KEYS + "/" + root).status()).isEqualTo(404);
        assertThat(api.send("DELETE", KEYS + "/" + root, secret, "").status()).isEqualTo(404);
        assertThat(api.patch(inbox + "/api-keys/" + root, "{}").status()).isEqualTo(404);
        assertThat(api.send("POST", KEYS, secret, "{}").text("inbox_id")).isEqualTo("a@agents.example");
        assertThat(api.getAs(secret, "/v0/pods/" + api.world.organization.defaultPod() + "/api-keys")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void changesNameAndPermissions() {
        Reply made = api.post(KEYS, "{\"name\":\"ci\",\"permissions\":{\"inbox_read\":true}}");
        String path = KEYS + "/" + made.text("api_key_id");

        Reply renamed = api.patch(path, "{\"name\":\"cd\"}");
        Reply narrowed = api.patch(path, "{\"permissions\":{\"message_read\":true}}");

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text("type")).isEqualTo("bearer");
        assertThat(renamed.json().path("permissions").toString()).isEqualTo("{\"inbox_read\":true}");
        assertThat(narrowed.text("name")).isEqualTo("cd");
        assertThat(api.getAs(made.text("api_key"), "/v0/inboxes").status()).isEqualTo(403);
        assertThat(api.patch(KEYS + "/" + UUID.randomUUID(), "{}").status()).isEqualTo(404);
    }

    @Test
    void goWithTheirInbox() {
        String inbox =
                "/v0/inboxes/" + api.post("/v0/inboxes", "{\"username\":\"a\"}").text("inbox_id");
        String secret = api.post(inbox + "/api-keys", "{}").text("api_key");

        api.delete(inbox);

        assertThat(api.getAs(secret, "/v0/auth/me").status()).isEqualTo(403);
        assertThat(count(KEYS)).isEqualTo(1);
    }

    @Test
    void goWithTheirPod() {
        String pod = "/v0/pods/" + api.post("/v0/pods", "{}").text("pod_id");
        String secret = api.post(pod + "/api-keys", "{}").text("api_key");

        assertThat(api.delete(pod).status()).isEqualTo(204);

        assertThat(api.getAs(secret, "/v0/auth/me").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":1}|[\"name\"]",
                "{\"name\":\"\"}|[\"name\"]",
                "{\"permissions\":[]}|[\"permissions\"]",
                "{\"permissions\":{\"fly\":true}}|[\"permissions\",\"fly\"]",
                "{\"permissions\":{\"inbox_read\":\"true\"}}|[\"permissions\",\"inbox_read\"]",
                "{\"expires_at\":\"soon\"}|[\"expires_at\"]",
                "{\"expires_at\":\"2020-01-01T00:00:00Z\"}|[\"expires_at\"]",
                "{\"expires_at\":5}|[\"expires_at\"]"
            })
    void refusesWhatIsWrongWithItsPath(String body, String path) {
        Reply reply = api.post(KEYS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
    }
}
