package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListRoutesTest {
    private static final String INBOX = "/v0/inboxes/support@agents.example";
    private static final String SEND_BLOCK = "/v0/lists/send/block";

    private final Api api = new Api();
    private String pod = "";

    @BeforeEach
    void create() {
        pod = "/v0/pods/" + api.world.organization.defaultPod();
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply add(String list, String entry) {
        return api.post(list, "{\"entry\":\"" + entry + "\"}");
    }

    private List<String> entries(String list) {
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : api.get(list).json().path("entries")) {
            entries.add(entry.path("entry").asText());
        }
        return entries;
    }

    @ParameterizedTest
    @ValueSource(strings = {"send/allow", "send/block", "receive/allow", "receive/block", "reply/allow", "reply/block"})
    void keepsEachListOfEachScopeApart(String list) {
        for (String base : List.of("/v0", pod, INBOX)) {
            String path = base + "/lists/" + list;
            Reply made = api.post(path, "{\"entry\":\" Ann@Example.COM \",\"reason\":\"known\"}");

            assertThat(made.status()).isEqualTo(200);
            assertThat(made.text("entry")).isEqualTo("ann@example.com");
            assertThat(made.text("entry_type")).isEqualTo("email");
            assertThat(made.text("direction") + "/" + made.text("list_type")).isEqualTo(list);
            assertThat(made.text("reason")).isEqualTo("known");
            assertThat(made.json().path("read_only").asBoolean(true)).isFalse();
            assertThat(made.json().has("pod_id")).isEqualTo(!base.equals("/v0"));
            assertThat(made.json().has("inbox_id")).isEqualTo(base.equals(INBOX));
            assertThat(api.get(path + "/ANN@example.com").json()).isEqualTo(made.json());
            assertThat(entries(path)).containsExactly("ann@example.com");
            assertThat(api.delete(path + "/ann%40example.com").status()).isEqualTo(204);
            assertThat(api.get(path + "/ann@example.com").status()).isEqualTo(404);
            assertThat(api.delete(path + "/ann@example.com").text("code")).isEqualTo("not_found");
            assertThat(entries(path)).isEmpty();
        }
    }

    @Test
    void anEntryMadeAgainStaysAndGetsTheNewReason() {
        Reply first = add(SEND_BLOCK, "example.com");
        api.world.clock.advance(Duration.ofHours(1));
        Reply reasoned = api.post(SEND_BLOCK, "{\"entry\":\"EXAMPLE.com\",\"reason\":\"rival\"}");
        Reply again = add(SEND_BLOCK, "example.com");

        assertThat(first.text("entry_type")).isEqualTo("domain");
        assertThat(first.json().has("reason")).isFalse();
        assertThat(reasoned.text("created_at")).isEqualTo(first.text("created_at"));
        assertThat(reasoned.text("reason")).isEqualTo("rival");
        assertThat(again.json()).isEqualTo(reasoned.json());
        assertThat(entries(SEND_BLOCK)).containsExactly("example.com");
    }

    @Test
    void listsByNamePageAfterPage() {
        List<String> names =
                IntStream.range(10, 30).mapToObj(i -> "u" + i + "@example.com").toList();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get((i * 7) % names.size());
            if (i % 3 == 0) {
                api.world.suppress(name);
            }
            if (i % 3 != 0 || i % 2 == 0) {
                add(SEND_BLOCK, name);
            }
        }

        List<String> seen = new ArrayList<>();
        String query = "?limit=3";
        while (!query.isEmpty()) {
            Reply page = api.get(SEND_BLOCK + query);
            page.json()
                    .path("entries")
                    .forEach(entry -> seen.add(entry.path("entry").asText()));
            assertThat(page.json().path("count").asInt()).isLessThanOrEqualTo(3);
            String next = page.text("next_page_token");
            query = page.json().has("next_page_token") ? "?limit=3&page_token=" + next : "";
        }

        assertThat(seen).isEqualTo(names);
    }

    @Test
    void suppressionsAreBlockedRecipientsThatOnlyTheOperatorTakesOut() {
        api.world.suppress("gone@example.com");
        Reply shown = api.get(SEND_BLOCK + "/gone@example.com");
        Reply refused = api.delete(SEND_BLOCK + "/gone@example.com");

        assertThat(shown.json().path("read_only").asBoolean()).isTrue();
        assertThat(shown.text("reason")).contains("5.1.1");
        assertThat(entries(SEND_BLOCK)).containsExactly("gone@example.com");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("cannot_delete");
        assertThat(entries(pod + "/lists/send/block")).isEmpty();
        assertThat(entries("/v0/lists/receive/block")).isEmpty();
    }

    @Test
    void anEntryOfOnesOwnOutlivesTheSuppression() {
        api.world.suppress("gone@example.com");
        assertThat(add(SEND_BLOCK, "gone@example.com").json().path("read_only").asBoolean())
                .isTrue();

        api.world.suppressions.lift(api.world.organization.id(), "gone@example.com");

        assertThat(api.get(SEND_BLOCK + "/gone@example.com")
                        .json()
                        .path("read_only")
                        .asBoolean(true))
                .isFalse();
        assertThat(api.delete(SEND_BLOCK + "/gone@example.com").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"entry\":1}",
                "{\"entry\":\"\"}",
                "{\"entry\":\"ann\"}",
                "{\"entry\":\"*@example.com\"}",
                "{\"entry\":\"Ann <ann@example.com>\"}"
            })
    void refusesWhatIsNeitherAddressNorDomain(String body) {
        Reply reply = api.post(SEND_BLOCK, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("validation_error");
        assertThat(reply.json().at("/errors/0/path/0").asText()).isEqualTo("entry");
    }

    @Test
    void refusesListsThatThereAreNot() {
        assertThat(api.get("/v0/lists/inward/block").status()).isEqualTo(400);
        assertThat(api.get("/v0/lists/send/grey").json().at("/errors/0/path/0").asText())
                .isEqualTo("type");
        assertThat(add("/v0/lists/send/grey", "example.com").status()).isEqualTo(400);
        assertThat(api.get("/v0/lists/send/block/nothing").status()).isEqualTo(404);
    }

    @Test
    void aKeySeesTheListsOfItsOwnScope() {
        Scope inbox = new Scope.OneInbox(api.world.organization.defaultPod(), new InboxId("support@agents.example"));
        String key = api.world.keyFor(inbox);
        add("/v0/lists/send/allow", "org.example");
        add(INBOX + "/lists/send/allow", "inbox.example");

        Reply shown = api.getAs(key, "/v0/lists/send/allow");

        assertThat(shown.json().at("/entries/0/entry").asText()).isEqualTo("inbox.example");
        assertThat(shown.json().path("count").asInt()).isEqualTo(1);
        assertThat(api.getAs(key, "/v0/lists/send/allow/org.example").status()).isEqualTo(404);
    }

    @Test
    void listsGoWithTheirInbox() {
        add(INBOX + "/lists/receive/allow", "example.com");

        api.delete(INBOX);
        api.post("/v0/inboxes", "{\"username\":\"support\"}");

        assertThat(entries(INBOX + "/lists/receive/allow")).isEmpty();
    }

    @Test
    void listsGoWithTheirPod() {
        api.post("/v0/pods", "{\"client_id\":\"mine\"}");
        add("/v0/pods/mine/lists/receive/allow", "example.com");

        assertThat(api.delete("/v0/pods/mine").status()).isEqualTo(204);
        api.post("/v0/pods", "{\"client_id\":\"mine\"}");

        assertThat(entries("/v0/pods/mine/lists/receive/allow")).isEmpty();
    }

    @Test
    void mailGoesOnlyWhereTheListsLetIt() {
        add(pod + "/lists/send/allow", "example.com");
        add(INBOX + "/lists/send/block", "bob@example.com");
        String send = INBOX + "/messages/send";

        Reply refused = api.post(send, "{\"to\":[\"ann@example.com\",\"Bob <Bob@example.com>\",\"c@example.org\"]}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("message_rejected");
        assertThat(refused.text("message"))
                .contains("bob@example.com, c@example.org")
                .doesNotContain("ann@");
        assertThat(api.world.outbox.mails()).isEmpty();
        assertThat(api.post(send, "{\"to\":\"ann@example.com\"}").status()).isEqualTo(200);
        api.delete(INBOX + "/lists/send/block/bob@example.com");
        assertThat(api.post(send, "{\"bcc\":\"bob@example.com\"}").status()).isEqualTo(200);
    }
}
