package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoutesTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final String MESSAGES = "/v0/inboxes/support@agents.example/messages";

    private final Api api = new Api();

    @BeforeEach
    void createInbox() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static List<String> ids(Reply reply) {
        return texts(reply.json().path("messages"), "message_id");
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    private static List<String> labels(JsonNode labels) {
        List<String> texts = new ArrayList<>();
        labels.forEach(label -> texts.add(label.asText()));
        return texts;
    }

    @Test
    void showsAMessageWithItsTexts() {
        api.world.deliver(INBOX, "<one@example.com>", "Hello", "How are you?");

        Reply reply = api.get(MESSAGES + "/%3Cone%40example.com%3E");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("message_id")).isEqualTo("<one@example.com>");
        assertThat(reply.text("inbox_id")).isEqualTo("support@agents.example");
        assertThat(reply.text("organization_id"))
                .isEqualTo(api.world.organization.id().toString());
        assertThat(reply.text("subject")).isEqualTo("Hello");
        assertThat(reply.text("text")).isEqualTo("How are you?");
        assertThat(reply.json().at("/headers/Subject").asText()).isEqualTo("Hello");
        assertThat(labels(reply.json().path("labels"))).containsExactly("received", "unread");
        assertThat(reply.json().has("cc")).isFalse();
        assertThat(reply.json().has("attachments")).isFalse();
        assertThat(reply.header("content-length")).isNotEmpty();
    }

    @Test
    void showsWhatIsNewInAReplyWithTheMessageOnly() {
        api.world.deliver(INBOX, "<one@example.com>", "Re: Hello", "Yes.\r\n\r\n> Can you come?\r\n> Ann");

        Reply reply = api.get(MESSAGES + "/%3Cone%40example.com%3E");

        assertThat(reply.text("extracted_text")).isEqualTo("Yes.");
        assertThat(api.get(MESSAGES).json().at("/messages/0").has("extracted_text"))
                .isFalse();
        Reply batch = api.post(MESSAGES + "/batch-get", "{\"message_ids\":[\"<one@example.com>\"]}");
        assertThat(batch.json().at("/messages/0").has("extracted_text")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "<m1+x/y@b.test>,%3Cm1%2Bx%2Fy%40b.test%3E",
        "<m1+x/y@b.test>,%3Cm1+x/y@b.test%3E",
        "<a/raw@b.test>,%3Ca/raw@b.test%3E",
        "<a/attachments/b@c>,%3Ca/attachments/b@c%3E",
        "<a;v=1@c>,%3Ca;v=1@c%3E",
        "<a%2Fb@c>,%3Ca%252Fb@c%3E",
        "<a//b@c>,%3Ca//b@c%3E",
        "<../..@c>,%3C../..@c%3E"
    })
    void findsAMessageHoweverItsIdIsSpelt(String id, String spelt) {
        api.world.deliver(INBOX, id, "Subject", "Text");

        Reply message = api.get(MESSAGES + "/" + spelt);
        Reply raw = api.get(MESSAGES + "/" + spelt + "/raw");

        assertThat(message.text("message_id")).isEqualTo(id);
        assertThat(message.json().has("download_url")).isFalse();
        assertThat(raw.text("message_id")).isEqualTo(id);
        assertThat(raw.json().has("download_url")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%3Cnone@example.com%3E", "/nonsense", "/%3Cnone@example.com%3E/raw", "/%3C%3E", "/"})
    void answersEveryUnknownMessageAlike(String path) {
        Reply reply = api.get(MESSAGES + path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("message")).isEqualTo("Message not found");
    }

    @Test
    void showsNothingOfAForeignInbox() {
        api.world.deliver(INBOX, "<one@example.com>", "Hello", "Text");
        String key = api.world
                .keys
                .createRoot(api.world.organizations.create("Other"), "root")
                .secret();

        Reply foreign = api.getAs(key, MESSAGES);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.http().body())
                .isEqualTo(api.getAs(key, "/v0/inboxes/no@agents.example/messages")
                        .http()
                        .body());
        assertThat(api.getAs(key, MESSAGES + "/%3Cone@example.com%3E").status()).isEqualTo(404);
    }

    @Test
    void listsInPagesNewestFirst() {
        IntStream.rangeClosed(1, 5).forEach(i -> api.world.deliver(INBOX, "<" + i + "@x>", "Subject", "Text"));

        Reply first = api.get(MESSAGES + "?limit=3");
        Reply second = api.get(MESSAGES + "?limit=3&page_token=" + first.text("next_page_token"));

        assertThat(ids(first)).containsExactly("<5@x>", "<4@x>", "<3@x>");
        assertThat(first.json().path("limit").asInt()).isEqualTo(3);
        assertThat(ids(second)).containsExactly("<2@x>", "<1@x>");
        assertThat(second.json().has("next_page_token")).isFalse();
        assertThat(first.json().at("/messages/0").has("text")).isFalse();
        assertThat(ids(api.get(MESSAGES + "?ascending=true&limit=1"))).containsExactly("<1@x>");
    }

    @Test
    void filtersByLabelsAndTime() {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text", new Label("x y"));
        api.world.deliver(INBOX, "<2@x>", "Subject", "Text");
        api.world.deliver(INBOX, "<3@x>", "Subject", "Text", new Label("x y"));

        assertThat(ids(api.get(MESSAGES + "?labels=%5B%22unread%22%2C+%22x+y%22%5D")))
                .containsExactly("<3@x>", "<1@x>");
        assertThat(ids(api.get(MESSAGES + "?before=2026-03-01T12:00:03Z"))).containsExactly("<2@x>", "<1@x>");
        assertThat(ids(api.get(MESSAGES + "?after=2026-03-01T13:00:02.123%2B01:00")))
                .containsExactly("<3@x>");
        assertThat(api.get(MESSAGES + "?before=soon")
                        .json()
                        .at("/errors/0/path/0")
                        .asText())
                .isEqualTo("before");
    }

    @ParameterizedTest
    @CsvSource({
        "subject=invoice,<3@x> <1@x>",
        "subject=%5B%22invoice%22%2C%22march%22%5D,<3@x>",
        "from=ANN@example.com,<3@x> <2@x> <1@x>",
        "to=support,<3@x> <2@x> <1@x>",
        "to=nobody,''",
        "from=ann&subject=hello,<2@x>"
    })
    void keepsMessagesWithCertainTexts(String query, String found) {
        api.world.deliver(INBOX, "<1@x>", "Invoice for April", "Text");
        api.world.deliver(INBOX, "<2@x>", "Hello", "Text");
        api.world.deliver(INBOX, "<3@x>", "invoice of March", "Text");

        assertThat(String.join(" ", ids(api.get(MESSAGES + "?" + query)))).isEqualTo(found);
    }

    @Test
    void findsMessagesWithCertainTextsHoweverFarAway() {
        IntStream.rangeClosed(1, 9).forEach(i -> api.world.deliver(INBOX, "<" + i + "@x>", "Subject " + i, "Text"));

        Reply reply = api.get(MESSAGES + "?limit=2&subject=subject+4");

        assertThat(ids(reply)).containsExactly("<4@x>");
        assertThat(reply.json().has("next_page_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spam", "blocked", "unauthenticated", "trash"})
    void hidesSomeMessagesUnlessTheyAreAskedFor(String label) {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text", new Label(label));

        assertThat(ids(api.get(MESSAGES))).isEmpty();
        assertThat(ids(api.get(MESSAGES + "?include_" + label + "=true"))).containsExactly("<1@x>");
        assertThat(ids(api.get(MESSAGES + "?labels=" + label))).containsExactly("<1@x>");
        assertThat(api.get(MESSAGES + "/%3C1@x%3E").status()).isEqualTo(200);
        String key = api.world.keyWith(Permission.MESSAGE_READ);
        assertThat(ids(api.getAs(key, MESSAGES + "?include_" + label + "=true")))
                .isEmpty();
        assertThat(api.getAs(key, MESSAGES + "/%3C1@x%3E").status()).isEqualTo(404);
    }

    @Test
    void hidesWhatIsArchivedUnlessItIsAskedForAndFromNoKey() {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text");
        api.world.deliver(INBOX, "<2@x>", "Subject", "Text");
        String reader = api.world.keyWith(Permission.MESSAGE_READ);

        Reply archived = api.patch(MESSAGES + "/%3C1@x%3E", "{\"add_labels\":\"archived\"}");

        assertThat(labels(archived.json().path("labels"))).containsExactly("archived", "received", "unread");
        for (String filter : List.of("", "&from=ann")) {
            assertThat(ids(api.get(MESSAGES + "?limit=9" + filter))).containsExactly("<2@x>");
            assertThat(ids(api.getAs(reader, MESSAGES + "?include_archived=true" + filter)))
                    .containsExactly("<2@x>", "<1@x>");
            assertThat(ids(api.getAs(reader, MESSAGES + "?labels=archived" + filter)))
                    .containsExactly("<1@x>");
        }
        assertThat(api.getAs(reader, MESSAGES + "/%3C1@x%3E").status()).isEqualTo(200);
        assertThat(api.get(MESSAGES + "?include_archived=yes")
                        .json()
                        .at("/errors/0/path/0")
                        .asText())
                .isEqualTo("include_archived");
        api.patch(MESSAGES + "/%3C1@x%3E", "{\"remove_labels\":\"archived\"}");
        assertThat(ids(api.get(MESSAGES))).containsExactly("<2@x>", "<1@x>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"add_labels\":[\"todo\",\"done\"],\"remove_labels\":[\"unread\",\"done\"]}",
                "{\"add_labels\":\"todo\",\"remove_labels\":\"unread\"}"
            })
    void labelsAMessage(String body) {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text");

        Reply reply = api.patch(MESSAGES + "/%3C1@x%3E", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("message_id")).isEqualTo("<1@x>");
        assertThat(labels(reply.json().path("labels"))).containsExactly("received", "todo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"add_labels\":[\"sent\"]}|[\"add_labels\"]",
                "{\"remove_labels\":[\"received\"]}|[\"remove_labels\"]",
                "{\"add_labels\":[\"ok\",7]}|[\"add_labels\",1]",
                "{\"add_labels\":[\"ok\",\"\"]}|[\"add_labels\",1]",
                "{\"add_labels\":{}}|[\"add_labels\"]",
                "{\"remove_labels\":null}|[\"remove_labels\"]",
                "[]|[]"
            })
    void refusesLabelsWithTheirPath(String body, String path) {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text");

        Reply reply = api.patch(MESSAGES + "/%3C1@x%3E", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
        assertThat(labels(api.get(MESSAGES + "/%3C1@x%3E").json().path("labels")))
                .containsExactly("received", "unread");
    }

    @Test
    void getsMessagesInTheOrderAskedFor() {
        IntStream.rangeClosed(1, 3).forEach(i -> api.world.deliver(INBOX, "<" + i + "@x>", "Subject", "Text"));

        Reply reply = api.post(MESSAGES + "/batch-get", "{\"message_ids\":[\"<3@x>\",\"<none@x>\",\"odd\",\"<1@x>\"]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(ids(reply)).containsExactly("<3@x>", "<1@x>");
        assertThat(reply.json().path("count").asInt()).isEqualTo(2);
        assertThat(reply.json().path("limit").asInt()).isEqualTo(4);
        assertThat(reply.json().at("/messages/0").has("text")).isFalse();
        assertThat(ids(api.post(MESSAGES + "/batch-get", "{\"message_ids\":[\"odd\"]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"message_ids\":[]}",
                "{\"message_ids\":\"<1@x>\"}",
                "{\"message_ids\":[\"<1@x>\",\"<1@x>\"]}",
                ""
            })
    void refusesABatchWithoutIdsOrWithRepeatedOnes(String body) {
        assertThat(api.post(MESSAGES + "/batch-get", body).status()).isEqualTo(400);
        assertThat(api.post(MESSAGES + "/batch-update", body).status()).isEqualTo(400);
    }

    @Test
    void refusesABatchThatChangesNothing() {
        assertThat(api.post(MESSAGES + "/batch-update", "{\"message_ids\":[\"<1@x>\"]}")
                        .json()
                        .at("/errors/0/path/0")
                        .asText())
                .isEqualTo("add_labels");
    }

    @Test
    void labelsTheMessagesOfABatchThatAreThere() {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text");
        api.world.deliver(INBOX, "<2@x>", "Subject", "Text");

        Reply all = api.post(
                MESSAGES + "/batch-update",
                "{\"message_ids\":[\"<2@x>\",\"<none@x>\",\"odd\",\"<1@x>\"],\"add_labels\":\"todo\"}");
        Reply none = api.post(MESSAGES + "/batch-update", "{\"message_ids\":[\"odd\"],\"remove_labels\":[\"todo\"]}");

        assertThat(none.json().path("count").asInt()).isZero();
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().path("count").asInt()).isEqualTo(2);
        assertThat(all.json().path("limit").asInt()).isEqualTo(4);
        assertThat(texts(all.json().path("updates"), "message_id")).containsExactly("<2@x>", "<1@x>");
        assertThat(labels(all.json().at("/updates/0/labels"))).containsExactly("received", "todo", "unread");
    }

    @Test
    void deletesAMessageForGood() {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text");

        assertThat(api.delete(MESSAGES + "/%3C1@x%3E").status()).isEqualTo(204);
        assertThat(api.delete(MESSAGES + "/%3C1@x%3E").status()).isEqualTo(404);
        assertThat(ids(api.get(MESSAGES))).isEmpty();
        assertThat(api.world.mailboxes.all(INBOX)).isEmpty();
    }

    @Test
    void refusesWhatTheKeyMayNotDo() {
        api.world.deliver(INBOX, "<1@x>", "Subject", "Text");
        String key = api.world.keyWith(Permission.MESSAGE_READ);
        String one = MESSAGES + "/%3C1@x%3E";

        assertThat(api.getAs(key, one).status()).isEqualTo(200);
        assertThat(api.send("PATCH", one, key, "{\"add_labels\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(api.send("DELETE", one, key, "").status()).isEqualTo(403);
    }

    @Test
    void showsWhatItHasOfAMessageWithBrokenCharacters() {
        api.world.deliver(INBOX, TextMessage.of("<1@x>", "Sub\uD800ject", "Te\uDC00xt"));

        assertThat(api.get(MESSAGES + "/%3C1@x%3E").status()).isEqualTo(200);
    }

    @Test
    void showsAMessageWhoseOctetsAreGone() {
        var message = api.world.deliver(INBOX, "<1@x>", "Subject", "Text");
        api.world.mailboxes.delete(INBOX, List.of(message.mailboxId()));

        Reply reply = api.get(MESSAGES + "/%3C1@x%3E");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("text")).isFalse();
    }
}
