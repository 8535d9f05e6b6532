package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.OddStrings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final InboxId SALES = new InboxId("sales@agents.example");
    private static final String MESSAGES = "/v0/inboxes/support@agents.example/messages/search?q=";

    private final Api api = new Api();

    @BeforeEach
    void createInboxes() {
        api.post("/v0/inboxes", "{\"username\":\"support\",\"display_name\":\"Help Desk\",\"client_id\":\"one\"}");
        api.post("/v0/inboxes", "{\"username\":\"sales\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static List<String> texts(Reply reply, String list, String field) {
        List<String> texts = new ArrayList<>();
        reply.json().path(list).forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void findsMessagesAndShowsWhereTheyMatch() {
        api.world.deliver(SUPPORT, "<1@x>", "Hello", "the invoice is due");
        api.world.deliver(SUPPORT, "<2@x>", "Invoice", "Text");
        api.world.deliver(SUPPORT, "<3@x>", "Hello", "Text");

        Reply found = api.get(MESSAGES + "invoice&limit=5");

        assertThat(texts(found, "messages", "message_id")).containsExactly("<2@x>", "<1@x>");
        assertThat(found.json().path("count").asInt()).isEqualTo(2);
        assertThat(found.json().path("limit").asInt()).isEqualTo(5);
        assertThat(found.json().has("next_page_token")).isFalse();
        assertThat(found.json().at("/messages/0/highlights").toString()).isEqualTo("{\"subject\":[\"**Invoice**\"]}");
        assertThat(found.json().at("/messages/1/highlights").toString())
                .isEqualTo("{\"text\":[\"the **invoice** is due\"]}");
        assertThat(found.json().at("/messages/0/organization_id").asText())
                .isEqualTo(api.world.organization.id().toString());
        assertThat(found.json().at("/messages/0").has("text")).isFalse();
        assertThat(texts(api.get(MESSAGES + "invoice&before=2026-03-01T12:00:02Z"), "messages", "message_id"))
                .containsExactly("<1@x>");
    }

    @Test
    void findsThreadsEverywhereAndInOneInbox() {
        api.world.deliver(SUPPORT, "<1@x>", "Lemon", "Text");
        api.world.deliver(SALES, "<2@x>", "Other", "lemon");

        Reply all = api.get("/v0/threads/search?q=lemon");
        Reply one = api.get("/v0/inboxes/sales@agents.example/threads/search?q=lemon");
        String key = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), SUPPORT));

        assertThat(texts(all, "threads", "subject")).containsExactly("Lemon", "Other");
        assertThat(all.json().at("/threads/0/highlights/subject/0").asText()).isEqualTo("**Lemon**");
        assertThat(texts(one, "threads", "subject")).containsExactly("Other");
        assertThat(texts(api.getAs(key, "/v0/threads/search?q=lemon"), "threads", "subject"))
                .containsExactly("Lemon");
        assertThat(api.getAs(key, "/v0/inboxes/sales@agents.example/threads/search?q=lemon")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void showsEachResultOnceInPages() {
        IntStream.rangeClosed(1, 7).forEach(i -> api.world.deliver(SUPPORT, "<" + i + "@x>", "Lemon", "Text"));

        for (String path : List.of(MESSAGES, "/v0/threads/search?q=")) {
            List<String> found = new ArrayList<>();
            Optional<String> token = Optional.of("");
            while (token.isPresent()) {
                Reply page = api.get(path + "lemon&limit=3" + token.get());
                page.json()
                        .path(path.equals(MESSAGES) ? "messages" : "threads")
                        .forEach(item -> found.add(item.toString()));
                token = Optional.ofNullable(page.json().get("next_page_token"))
                        .map(JsonNode::asText)
                        .map(text -> "&page_token=" + text);
            }
            assertThat(found).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spam", "trash", "blocked", "unauthenticated"})
    void neverFindsWhatIsKeptFromLists(String label) {
        api.world.deliver(SUPPORT, "<1@x>", "Lemon", "Text", new Label(label));

        assertThat(api.get(MESSAGES + "lemon&include_" + label + "=true")
                        .json()
                        .path("count")
                        .asInt(-1))
                .isZero();
        assertThat(api.get("/v0/threads/search?q=lemon").json().path("count").asInt(-1))
                .isZero();
    }

    @Test
    void findsWhatIsArchivedForWhoAsks() {
        api.world.deliver(SUPPORT, "<1@x>", "Lemon", "Text", Label.ARCHIVED);
        String reader = api.world.keyWith(Permission.MESSAGE_READ);

        assertThat(texts(api.get(MESSAGES + "lemon"), "messages", "message_id")).isEmpty();
        assertThat(texts(api.get("/v0/threads/search?q=lemon"), "threads", "subject"))
                .isEmpty();
        assertThat(texts(api.getAs(reader, MESSAGES + "lemon&include_archived=true"), "messages", "message_id"))
                .containsExactly("<1@x>");
        assertThat(texts(api.getAs(reader, "/v0/threads/search?q=lemon&include_archived=true"), "threads", "subject"))
                .containsExactly("Lemon");
        assertThat(api.get(MESSAGES + "lemon&include_archived=1").status()).isEqualTo(400);
    }

    @Test
    void findsInboxes() {
        assertThat(texts(api.get("/v0/inboxes/search?q=SALES"), "inboxes", "inbox_id"))
                .containsExactly("sales@agents.example");
        assertThat(texts(api.get("/v0/inboxes/search?q=help+desk"), "inboxes", "display_name"))
                .containsExactly("Help Desk");
        assertThat(texts(api.get("/v0/inboxes/search?q=agents.example&limit=1"), "inboxes", "inbox_id"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/inboxes/search",
                "/v0/inboxes/search?q=x",
                "/v0/threads/search",
                "/v0/threads/search?q=",
                "/v0/threads/search?q=%20",
                "/v0/threads/search?q=a&limit=0",
                "/v0/threads/search?q=a&page_token=nonsense",
                "/v0/threads/search?q=a&before=soon",
                "/v0/inboxes/support@agents.example/messages/search"
            })
    void refusesWhatIsNoQuery(String path) {
        Reply reply = api.get(path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("errors").size()).isEqualTo(1);
    }

    @Test
    void answersAnyQuery() {
        api.world.deliver(SUPPORT, "<1@x>", "Lemon", "Text");
        for (String text : OddStrings.LINES) {
            for (String path : List.of(MESSAGES, "/v0/threads/search?q=", "/v0/inboxes/search?q=")) {
                assertThat(api.get(path + encoded(text)).status()).as(text).isIn(200, 400);
            }
            assertThat(api.get("/v0/threads?senders=" + encoded(text) + "&subject=" + encoded(text))
                            .status())
                    .as(text)
                    .isIn(200, 400);
        }
    }

    @Test
    void refusesTooManyFilters() {
        String many = "subject=a&".repeat(21);

        assertThat(api.get("/v0/threads?" + many).status()).isEqualTo(400);
        assertThat(api.get("/v0/inboxes/support@agents.example/messages?" + many)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void wantsThePermissionToRead() {
        String key = api.world.keyWith(Permission.MESSAGE_SEND);

        assertThat(api.getAs(key, MESSAGES + "lemon").status()).isEqualTo(403);
        assertThat(api.getAs(key, "/v0/threads/search?q=lemon").status()).isEqualTo(403);
        assertThat(api.getAs(key, "/v0/inboxes/search?q=support").status()).isEqualTo(403);
    }
}
