package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
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
    void belongsToKeysOfTheWholeOrganization() {
        String key = api.world.keyFor(
                new Scope.OneInbox(api.world.organization.defaultPod(), new InboxId("a@agents.example")));

        assertThat(api.getAs(key, KEYS).status()).isEqualTo(403);
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
