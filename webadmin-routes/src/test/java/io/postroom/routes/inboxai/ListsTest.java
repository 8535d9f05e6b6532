package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages by number, of everything that has them. */
class ListsTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final String ONE_INBOX = "/api/v0/inboxes/" + InboxAiWords.inbox(SUPPORT.value());
    private static final String MESSAGES = ONE_INBOX + "/messages";

    private final Api api = new Api();

    @BeforeEach
    void makeAnInbox() {
        api.post("/api/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void deliver(int count) {
        for (int i = 1; i <= count; i++) {
            api.world.deliver(SUPPORT, "<" + i + "@x>", "Subject " + i, "Text");
        }
    }

    private static List<String> texts(JsonNode page, String field) {
        List<String> texts = new ArrayList<>();
        page.path("data").forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    @Test
    void holdMessagesNewestFirstAndTellHowManyThereAre() {
        deliver(45);

        JsonNode first = api.get(MESSAGES).json();
        JsonNode last = api.get(MESSAGES + "?page=3").json();
        JsonNode behind = api.get(MESSAGES + "?page=4").json();

        assertThat(texts(first, "subject")).hasSize(20).startsWith("Subject 45", "Subject 44");
        assertThat(first.path("total").asInt()).isEqualTo(45);
        assertThat(first.path("page").asInt()).isEqualTo(1);
        assertThat(first.path("page_size").asInt()).isEqualTo(20);
        assertThat(texts(last, "subject"))
                .containsExactly("Subject 5", "Subject 4", "Subject 3", "Subject 2", "Subject 1");
        assertThat(behind.path("data").size()).isZero();
        assertThat(behind.path("total").asInt()).isEqualTo(45);
    }

    @ParameterizedTest
    @CsvSource({
        "?page=0, 1, 20",
        "?page=-7&page_size=-1, 1, 1",
        "?page_size=0, 1, 1",
        "?page_size=101, 1, 100",
        "?page=&page_size=, 1, 20",
        "?page=2&page_size=7, 2, 7",
        "?page=99999999999999999999, 2147483647, 20"
    })
    void bringNumbersInside(String query, int page, int size) {
        JsonNode answer = api.get(MESSAGES + query).json();

        assertThat(answer.path("page").asInt()).isEqualTo(page);
        assertThat(answer.path("page_size").asInt()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?page=one", "?page=1.5", "?page_size=ten", "?page=-"})
    void refuseWhatIsNoNumber(String query) {
        for (String path : List.of(
                "/api/v0/inboxes",
                MESSAGES,
                ONE_INBOX + "/threads",
                "/api/v0/domains",
                "/api/v0/webhooks",
                "/api/v0/api-keys")) {
            Reply refused = api.get(path + query);

            assertThat(refused.status()).as(path).isEqualTo(400);
            assertThat(refused.json().at("/error/code").asText()).isEqualTo("validation_error");
        }
    }

    @Test
    void leaveOutWhatIsHidden() {
        deliver(1);
        api.world.deliver(SUPPORT, "<spam@x>", "Spam", "Text", Label.SPAM);
        api.world.deliver(SUPPORT, "<trash@x>", "Trash", "Text", Label.TRASH);

        assertThat(api.get(MESSAGES).json().path("total").asInt()).isEqualTo(1);
        assertThat(api.get(ONE_INBOX + "/threads").json().path("total").asInt()).isEqualTo(1);
        assertThat(api.get(MESSAGES + "/" + InboxAiWords.message("<spam@x>")).status())
                .isEqualTo(200);
    }

    @Test
    void holdThreadsByTheirLastMessage() {
        deliver(3);
        api.world.deliver(
                SUPPORT,
                TextMessage.of(
                        "From: Ann <ann@example.com>\nTo: support@agents.example\nMessage-ID: <re@x>\nIn-Reply-To: <1@x>\n"
                                + "Subject: Re: Subject 1\n\nAnswer\n"));

        JsonNode page = api.get(ONE_INBOX + "/threads?page_size=2").json();

        assertThat(texts(page, "subject")).containsExactly("Subject 1", "Subject 3");
        assertThat(page.at("/data/0/message_count").asInt()).isEqualTo(2);
        assertThat(page.at("/data/0/last_message_id").asText()).isEqualTo(InboxAiWords.message("<re@x>"));
        assertThat(page.path("total").asInt()).isEqualTo(3);
    }

    @Test
    void holdInboxesAndKeysAndWebhooksToo() {
        for (int i = 0; i < 24; i++) {
            api.world.clock.advance(Duration.ofSeconds(1));
            api.post("/api/v0/inboxes", "{\"username\":\"a" + i + "\"}");
            api.post("/api/v0/api-keys", "{\"name\":\"k" + i + "\"}");
            api.post(
                    "/api/v0/webhooks", "{\"url\":\"https://a.example/" + i + "\",\"event_types\":[\"message.sent\"]}");
        }

        JsonNode inboxes = api.get("/api/v0/inboxes?page=2&page_size=10").json();
        JsonNode keys = api.get("/api/v0/api-keys?page=3&page_size=10").json();
        JsonNode webhooks = api.get("/api/v0/webhooks?page=2&page_size=23").json();

        assertThat(inboxes.path("total").asInt()).isEqualTo(25);
        assertThat(texts(inboxes, "username")).hasSize(10).startsWith("a13").endsWith("a4");
        assertThat(keys.path("total").asInt()).isEqualTo(25); // with the root key
        assertThat(texts(keys, "name")).startsWith("k3").hasSize(5);
        assertThat(texts(webhooks, "url")).containsExactly("https://a.example/0");
    }
}
