package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final InboxId SALES = new InboxId("sales@agents.example");

    private final Api api = new Api();

    @BeforeEach
    void createInboxes() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        api.post("/v0/inboxes", "{\"username\":\"sales\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    /** Delivers a message and two answers to it, and returns the id of their thread. */
    private String conversation() {
        String thread = api.world
                .deliver(SUPPORT, "<1@x>", "Question", "First")
                .thread()
                .toString();
        api.world.deliver(SUPPORT, answer("<2@x>", "<1@x>"));
        api.world.deliver(SUPPORT, answer("<3@x>", "<2@x>"));
        return thread;
    }

    private static TextMessage answer(String id, String parent) {
        return TextMessage.of("From: Bob <bob@example.com>\nTo: support@agents.example\nMessage-ID: " + id
                + "\nSubject: Re: Question\nIn-Reply-To: " + parent
                + "\nX-Attachment: list.csv|text/csv|a,b\n\nAnswer\n");
    }

    private static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    @Test
    void listsThreadsOfEveryInboxAndOfOne() {
        api.world.deliver(SUPPORT, "<1@x>", "One", "Text");
        api.world.deliver(SALES, "<2@x>", "Two", "Text");

        Reply all = api.get("/v0/threads");
        Reply one = api.get("/v0/inboxes/sales%40agents.example/threads?limit=5");

        assertThat(texts(all.json().path("threads"), "subject")).containsExactly("Two", "One");
        assertThat(all.json().at("/threads/0/organization_id").asText())
                .isEqualTo(api.world.organization.id().toString());
        assertThat(texts(one.json().path("threads"), "subject")).containsExactly("Two");
        assertThat(one.json().path("limit").asInt()).isEqualTo(5);
        String key = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), SUPPORT));
        assertThat(texts(api.getAs(key, "/v0/threads").json().path("threads"), "subject"))
                .containsExactly("One");
    }

    @Test
    void keepsThreadsWithCertainTexts() {
        conversation();
        api.world.deliver(SALES, "<9@x>", "Other", "Text");

        assertThat(texts(api.get("/v0/threads?senders=bob").json().path("threads"), "subject"))
                .containsExactly("Question");
        assertThat(texts(api.get("/v0/threads?subject=OTHER").json().path("threads"), "subject"))
                .containsExactly("Other");
        assertThat(api.get("/v0/threads?recipients=nobody").json().path("count").asInt(-1))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v0/threads/", "/v0/inboxes/support@agents.example/threads/"})
    void showsTheNewestMessagesOfAThreadOldestFirst(String threads) {
        String thread = conversation();

        Reply first = api.get(threads + thread + "?limit=2");
        Reply second = api.get(threads + thread + "?limit=2&page_token=" + first.text("next_page_token"));

        assertThat(first.text("thread_id")).isEqualTo(thread);
        assertThat(first.json().path("message_count").asInt()).isEqualTo(3);
        assertThat(first.json().path("count").asInt()).isEqualTo(2);
        assertThat(texts(first.json().path("messages"), "message_id")).containsExactly("<2@x>", "<3@x>");
        assertThat(first.json().at("/messages/0/text").asText()).isEqualTo("Answer");
        assertThat(texts(second.json().path("messages"), "message_id")).containsExactly("<1@x>");
        assertThat(second.json().has("next_page_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spam", "blocked", "unauthenticated", "trash"})
    void showsAThreadWithoutAMessageThatIsHidden(String label) {
        String thread = conversation();
        api.patch("/v0/inboxes/support@agents.example/messages/%3C3@x%3E", "{\"add_labels\":[\"" + label + "\"]}");
        String key = api.world.keyWith(Permission.MESSAGE_READ);

        for (Reply list : List.of(api.get("/v0/threads"), api.getAs(key, "/v0/threads"))) {
            assertThat(texts(list.json().path("threads"), "last_message_id")).containsExactly("<2@x>");
            assertThat(list.json().at("/threads/0/message_count").asInt()).isEqualTo(2);
            assertThat(list.json().at("/threads/0/labels").toString()).doesNotContain(label);
        }
        String asking = "/v0/threads/" + thread + "?include_" + label + "=true";
        assertThat(shown(api.get("/v0/threads/" + thread))).containsExactly("<1@x>", "<2@x>");
        assertThat(shown(api.get(asking))).containsExactly("<1@x>", "<2@x>", "<3@x>");
        assertThat(shown(api.getAs(key, asking))).containsExactly("<1@x>", "<2@x>");
    }

    @Test
    void showsAConversationWithItsArchivedMessagesUntilAllAreArchived() {
        String thread = conversation();
        String reader = api.world.keyWith(Permission.MESSAGE_READ);
        String archive = "{\"add_labels\":\"archived\"}";

        api.patch("/v0/inboxes/support@agents.example/messages/%3C3@x%3E", archive);
        assertThat(texts(api.get("/v0/threads").json().path("threads"), "last_message_id"))
                .containsExactly("<3@x>");
        assertThat(shown(api.get("/v0/threads/" + thread))).containsExactly("<1@x>", "<2@x>", "<3@x>");

        api.patch("/v0/threads/" + thread, archive);
        for (String filter : List.of("", "&senders=bob")) {
            assertThat(listed(api.get("/v0/threads?limit=9" + filter))).isEmpty();
            assertThat(listed(api.getAs(reader, "/v0/threads?include_archived=true" + filter)))
                    .containsExactly(thread);
            assertThat(listed(api.getAs(reader, "/v0/threads?labels=archived" + filter)))
                    .containsExactly(thread);
        }
        assertThat(shown(api.getAs(reader, "/v0/threads/" + thread))).hasSize(3);

        api.world.deliver(SUPPORT, answer("<4@x>", "<3@x>"));
        assertThat(listed(api.get("/v0/inboxes/support@agents.example/threads")))
                .containsExactly(thread);
        assertThat(api.get("/v0/threads").json().at("/threads/0/message_count").asInt())
                .isEqualTo(4);
        assertThat(listed(api.get("/v0/threads?labels=archived"))).isEmpty();
    }

    private static List<String> listed(Reply threads) {
        return texts(threads.json().path("threads"), "thread_id");
    }

    private static List<String> shown(Reply thread) {
        return texts(thread.json().path("messages"), "message_id");
    }

    @Test
    void labelsAThread() {
        String thread = conversation();

        Reply reply = api.patch("/v0/threads/" + thread, "{\"add_labels\":[\"todo\"],\"remove_labels\":[\"unread\"]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("thread_id")).isEqualTo(thread);
        assertThat(reply.json().path("labels").toString()).isEqualTo("[\"received\",\"todo\"]");
        assertThat(api.patch("/v0/threads/" + thread, "{\"add_labels\":[\"sent\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void linksToAnAttachmentOfAnyOfItsMessages() {
        String thread = conversation();
        String attachment = api.get("/v0/threads/" + thread)
                .json()
                .at("/attachments/1/attachment_id")
                .asText();

        Reply everywhere = api.get("/v0/threads/" + thread + "/attachments/" + attachment);
        Reply inInbox = api.get("/v0/inboxes/support@agents.example/threads/" + thread + "/attachments/" + attachment);

        assertThat(everywhere.status()).isEqualTo(200);
        assertThat(everywhere.text("filename")).isEqualTo("list.csv");
        assertThat(inInbox.text("attachment_id")).isEqualTo(attachment);
        assertThat(api.get("/v0/threads/" + thread + "/attachments/none").status())
                .isEqualTo(404);
    }

    @Test
    void deletesAThread() {
        String thread = conversation();

        assertThat(api.delete("/v0/threads/" + thread).status()).isEqualTo(204);
        assertThat(api.delete("/v0/threads/" + thread).status()).isEqualTo(404);
        assertThat(api.world.mailboxes.all(SUPPORT)).isEmpty();
    }

    @Test
    void putsAThreadIntoTheTrashForAnOldClientThatDoesNotSayPermanent() {
        String thread = conversation();

        assertThat(api.delete("/v0/threads/" + thread + "?permanent=false").status())
                .isEqualTo(204);
        assertThat(api.get("/v0/threads/" + thread).json().path("labels").toString())
                .contains("trash");
        assertThat(api.get("/v0/threads").json().path("count").asInt()).isZero();
        assertThat(api.delete("/v0/threads/" + thread + "?permanent=true").status())
                .isEqualTo(204);
        assertThat(api.get("/v0/threads/" + thread).status()).isEqualTo(404);
    }

    @Test
    void tellsAForeignThreadFromAnUnknownOneInNothing() {
        String thread = conversation();
        String key = api.world
                .keys
                .createRoot(api.world.organizations.create("Other"), "root")
                .secret();

        Reply foreign = api.getAs(key, "/v0/threads/" + thread);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.http().body())
                .isEqualTo(api.getAs(key, "/v0/threads/" + UUID.randomUUID())
                        .http()
                        .body())
                .isEqualTo(api.getAs(key, "/v0/threads/nonsense").http().body());
        assertThat(api.get("/v0/inboxes/sales@agents.example/threads/" + thread).status())
                .isEqualTo(404);
    }
}
