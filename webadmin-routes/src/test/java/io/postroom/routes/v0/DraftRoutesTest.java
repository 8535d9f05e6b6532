package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.TextMessage;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftRoutesTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final String DRAFTS = "/v0/inboxes/support@agents.example/drafts";

    private final Api api = new Api();

    @BeforeEach
    void makeInbox() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply create(String body) {
        Reply reply = api.post(DRAFTS, body);
        assertThat(reply.status()).isEqualTo(200);
        return reply;
    }

    private static String path(Reply draft) {
        return DRAFTS + "/" + draft.text("draft_id");
    }

    private List<String> listed(String path) {
        List<String> ids = new ArrayList<>();
        api.get(path)
                .json()
                .get("drafts")
                .forEach(draft -> ids.add(draft.get("draft_id").asText()));
        return ids;
    }

    @Test
    void aDraftIsShownAsItWasMade() {
        Reply made = create("""
                {"to":["Ann <ann@example.com>"],"subject":"Hello","text":"Line one\\nLine two","labels":["lead"],"client_id":"a"}""");

        Reply shown = api.get(path(made));

        assertThat(shown.json()).isEqualTo(made.json());
        assertThat(shown.text("text")).isEqualTo("Line one\nLine two");
        assertThat(shown.json().get("labels").toString()).isEqualTo("[\"draft\",\"lead\"]");
        assertThat(shown.json().get("to").toString()).isEqualTo("[\"Ann <ann@example.com>\"]");
        assertThat(shown.json().has("cc")).isFalse();
        assertThat(shown.json().has("send_status")).isFalse();
        assertThat(shown.text("client_id")).isEqualTo("a");
        assertThat(create("{\"client_id\":\"a\",\"text\":\"other\"}").json()).isEqualTo(made.json());
        assertThat(api.get("/v0/inboxes/support@agents.example/messages").json().get("messages"))
                .isEmpty();
    }

    @Test
    void listsEverywhereThatTheKeyReaches() {
        String first = create("{\"text\":\"1\"}").text("draft_id");
        api.world.clock.advance(Duration.ofSeconds(1));
        String second = create("{\"text\":\"2\",\"labels\":[\"x\"]}").text("draft_id");
        String pod = "/v0/pods/" + api.world.organization.defaultPod();

        for (String base : List.of("/v0/drafts", pod + "/drafts", DRAFTS)) {
            assertThat(listed(base)).containsExactly(second, first);
            assertThat(listed(base + "?ascending=true")).containsExactly(first, second);
            assertThat(listed(base + "?labels=x")).containsExactly(second);
            assertThat(api.get(base + "/" + first).text("text")).isEqualTo("1");
            Reply page = api.get(base + "?limit=1");
            assertThat(listed(base + "?limit=1&page_token=" + page.text("next_page_token")))
                    .containsExactly(first);
        }
        assertThat(api.get("/v0/pods/" + UUID.randomUUID() + "/drafts").status())
                .isEqualTo(404);
    }

    @Test
    void nullClearsAndWhatIsMissingStays() {
        Reply draft = create("""
                {"to":["a@example.com"],"cc":["b@example.com"],"subject":"s","text":"t","html":"<p>"}""");

        Reply changed = api.patch(path(draft), """
                {"to":[],"subject":null,"text":"other","add_labels":["y"]}""");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().has("to")).isFalse();
        assertThat(changed.json().has("subject")).isFalse();
        assertThat(changed.json().get("cc").get(0).asText()).isEqualTo("b@example.com");
        assertThat(changed.text("text")).isEqualTo("other");
        assertThat(changed.json().get("labels").toString()).isEqualTo("[\"draft\",\"y\"]");
        assertThat(api.get(path(draft)).json()).isEqualTo(changed.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "draft-reply;in_reply_to;Re: Help;[\"ann@example.com\"];",
                "draft-reply-all;in_reply_to;Re: Help;[\"ann@example.com\"];[\"bob@example.com\"]",
                "draft-forward;forward_of;Fwd: Help;;"
            })
    void aDraftIsAboutTheMessageThatThePathNames(String action, String field, String subject, String to, String cc) {
        api.world.deliver(
                INBOX,
                TextMessage.of("From: ann@example.com\nTo: bob@example.com\n"
                        + "Message-ID: <a/b@example.com>\nSubject: Help\n\nText\n"));

        Reply made = api.post(
                "/v0/inboxes/support@agents.example/messages/%3Ca%2Fb@example.com%3E/" + action,
                "{\"text\":\"x\",\"labels\":[\"mine\"]}");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text(field)).isEqualTo("<a/b@example.com>");
        assertThat(made.text("subject")).isEqualTo(subject);
        assertThat(Objects.toString(made.json().get("to"), null)).isEqualTo(to);
        assertThat(Objects.toString(made.json().get("cc"), null)).isEqualTo(cc);
        assertThat(api.get(path(made)).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "to;null;[\"z@example.com\"]",
                "to;[];\"z@example.com\"",
                "cc;null;[\"Z <z@example.com>\"]",
                "cc;[];[\"z@example.com\"]",
                "bcc;null;[\"z@example.com\"]",
                "bcc;[];[\"z@example.com\"]",
                "reply_to;null;[\"y@example.com\",\"z@example.com\"]",
                "reply_to;[];[\"z@example.com\"]",
                "subject;null;\"other\"",
                "subject;\"\";\"other\"",
                "text;null;\"other\"",
                "text;\"\";\"other\"",
                "send_at;null;\"2031-01-02T03:04:05.000Z\""
            })
    void eachFieldIsKeptReplacedAndClearedByItself(String field, String nothing, String other) throws Exception {
        Reply draft = create("""
                {"to":["a@example.com"],"cc":["b@example.com"],"bcc":["c@example.com"],"reply_to":["d@example.com"],
                 "subject":"s","text":"t","send_at":"2030-01-02T03:04:05Z","labels":["x"]}""");

        ObjectNode replaced = (ObjectNode)
                api.patch(path(draft), "{\"" + field + "\":" + other + "}").json();
        ObjectNode cleared = (ObjectNode)
                api.patch(path(draft), "{\"" + field + "\":" + nothing + "}").json();

        JsonNode wish = new ObjectMapper().readTree(other);
        assertThat(replaced.get(field).toString())
                .isEqualTo(wish.isTextual() && field.equals("to") ? "[" + wish + "]" : wish.toString());
        assertThat(cleared.has(field)).isFalse();
        List<String> consequences = field.equals("send_at")
                ? List.of("updated_at", "send_at", "send_status", "labels")
                : List.of("updated_at", "preview", field);
        ObjectNode before = (ObjectNode) draft.json();
        assertThat(before.remove(consequences)).isEqualTo(replaced.remove(consequences));
        assertThat(before).isEqualTo(cleared.remove(consequences));
    }

    @Test
    void filesAreAddedDownloadedAndRemoved() {
        Reply draft = create("{\"attachments\":[{\"filename\":\"a.txt\",\"content\":\"YWJj\"}]}");
        String id = draft.json().at("/attachments/0/attachment_id").asText();

        Reply link = api.get(path(draft) + "/attachments/" + id);
        Reply more = api.patch(
                path(draft), "{\"add_attachments\":[{\"filename\":\"b.txt\",\"content\":\"ZGVm\"}],\"text\":\"x\"}");
        String download =
                link.text("download_url").substring(link.text("download_url").indexOf("/v0/"));
        String before = api.fetch(api.request(download)).body();
        Reply less = api.patch(path(draft), "{\"remove_attachments\":[\"" + id + "\"]}");

        assertThat(before).isEqualTo("abc");
        assertThat(more.json().get("attachments")).hasSize(2);
        assertThat(less.json().get("attachments")).hasSize(1);
        assertThat(less.json().at("/attachments/0/filename").asText()).isEqualTo("b.txt");
        assertThat(api.exchange(api.request(download)).status()).isEqualTo(404);
        assertThat(api.patch(path(draft), "{\"remove_attachments\":[\"" + id + "\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aTimeIsSetAndTakenBack() {
        Reply draft = create("{\"to\":[\"a@example.com\"],\"send_at\":\"2030-01-02T03:04:05Z\"}");
        assertThat(draft.text("send_status")).isEqualTo("scheduled");
        assertThat(draft.text("send_at")).isEqualTo("2030-01-02T03:04:05.000Z");
        assertThat(draft.json().get("labels").toString()).isEqualTo("[\"draft\",\"scheduled\"]");

        Reply back = api.patch(path(draft), "{\"send_at\":null}");

        assertThat(back.json().has("send_at")).isFalse();
        assertThat(back.json().has("send_status")).isFalse();
    }

    @Test
    void sendsAndForgetsTheDraft() {
        Reply draft = create("{\"to\":[\"ann@example.com\"],\"subject\":\"s\",\"text\":\"t\",\"labels\":[\"a\"]}");

        Reply sent = api.post(path(draft) + "/send", "{\"add_labels\":[\"b\"],\"remove_labels\":[\"a\"]}");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.json().size()).isEqualTo(2);
        assertThat(api.world.outbox.mails().get(0).message().id().value()).isEqualTo(sent.text("message_id"));
        Reply message = api.get("/v0/inboxes/" + INBOX + "/messages/"
                + sent.text("message_id").replace("<", "%3C").replace(">", "%3E"));
        assertThat(message.json().get("labels").toString()).isEqualTo("[\"b\",\"sent\"]");
        assertThat(api.get(path(draft)).status()).isEqualTo(404);
        assertThat(api.post(path(draft) + "/send", "").status()).isEqualTo(404);
    }

    @Test
    void aKeyIsGoodForOneMessage() {
        Reply draft = create("{\"to\":[\"ann@example.com\"],\"text\":\"t\"}");

        Reply first = keyed(draft, "k");

        assertThat(first.status()).isEqualTo(200);
        assertThat(keyed(draft, "k").json()).isEqualTo(first.json());
        assertThat(keyed(draft, "").status()).isEqualTo(400);
        assertThat(api.world.outbox.mails()).hasSize(1);
    }

    private Reply keyed(Reply draft, String key) {
        return api.exchange(api.request(path(draft) + "/send")
                .header("Authorization", "Bearer " + api.root)
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"to\":\"ann\"};to",
                "{\"subject\":\"a\\nb\"};subject",
                "{\"send_at\":\"tomorrow\"};send_at",
                "{\"send_at\":\"2001-01-01T00:00:00Z\"};send_at",
                "{\"client_id\":\"a b\"};client_id",
                "{\"in_reply_to\":\"1\"};in_reply_to",
                "{\"in_reply_to\":\"<1@x>\",\"forward_of\":\"<1@x>\"};forward_of",
                "{\"reply_all\":true};reply_all",
                "{\"labels\":[\"scheduled\"]};labels",
                "{\"labels\":[\"trash\"]};labels"
            })
    void refusesBadInputWithItsField(String body, String field) {
        Reply reply = api.post(DRAFTS, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path/0").asText()).isEqualTo(field);
        assertThat(listed(DRAFTS)).isEmpty();
    }

    @Test
    void badFilesOfAChangeAreNamedAsTheChangeNamesThem() {
        Reply draft = create("{}");

        Reply reply = api.patch(path(draft), "{\"add_attachments\":[{\"filename\":\"a\\nb\",\"content\":\"YQ==\"}]}");

        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo("[\"add_attachments\",0,\"filename\"]");
    }

    @Test
    void eachOperationNeedsItsPermission() {
        Reply draft = create("{\"to\":[\"a@example.com\"]}");
        String reader = api.world.keyWith(Permission.DRAFT_READ);

        assertThat(api.getAs(reader, path(draft)).status()).isEqualTo(200);
        assertThat(api.send("POST", DRAFTS, reader, "{}").text("code")).isEqualTo("missing_permission");
        assertThat(api.send("PATCH", path(draft), reader, "{}").status()).isEqualTo(403);
        assertThat(api.send("DELETE", path(draft), reader, "").status()).isEqualTo(403);
        assertThat(api.send("POST", path(draft) + "/send", reader, "{}").status())
                .isEqualTo(403);
        assertThat(api.getAs(api.world.keyWith(Permission.DRAFT_SEND), DRAFTS).status())
                .isEqualTo(403);
    }
}
