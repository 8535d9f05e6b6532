package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.routes.Client.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxEventRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final String INBOX = "/v0/inboxes/support@agents.example";

    private final Api api = new Api();

    @BeforeEach
    void createInbox() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static List<String> told(Reply reply) {
        List<String> told = new ArrayList<>();
        for (JsonNode event : reply.json().path("events")) {
            told.add(event.path("event_type").asText() + " "
                    + event.path("label").asText() + " "
                    + event.path("message_id").asText());
        }
        return told;
    }

    @Test
    void listsWhatBecameOfLabelsAfterTheArrival() {
        api.world.deliver(SUPPORT, "<1@x>", "One", "Text");
        api.patch(INBOX + "/messages/%3C1@x%3E", "{\"add_labels\":[\"todo\"]}");
        api.world.deliver(SUPPORT, "<2@x>", "Two", "Text");
        api.patch(INBOX + "/messages/%3C1@x%3E", "{\"remove_labels\":[\"todo\"]}");

        Reply newestFirst = api.get(INBOX + "/events");
        Reply oldest = api.get(INBOX + "/events?ascending=true&limit=1");
        Reply rest = api.get(INBOX + "/events?ascending=true&page_token=" + oldest.text("next_page_token"));

        assertThat(told(newestFirst)).containsExactly("label.removed todo <1@x>", "label.added todo <1@x>");
        assertThat(newestFirst.json().path("count").asInt()).isEqualTo(2);
        JsonNode event = oldest.json().at("/events/0");
        assertThat(event.path("event_id").asText()).startsWith("evt_");
        assertThat(event.path("event_at").asText()).isEqualTo("2026-03-01T12:00:01.123Z");
        assertThat(event.path("inbox_id").asText()).isEqualTo("support@agents.example");
        assertThat(told(rest)).containsExactly("label.removed todo <1@x>");
    }

    @Test
    void hidesEventsOfMessagesThatTheKeyMayNotSee() {
        api.world.deliver(SUPPORT, "<1@x>", "One", "Text");
        api.world.deliver(SUPPORT, "<2@x>", "Two", "Text");
        api.patch(INBOX + "/messages/%3C1@x%3E", "{\"add_labels\":[\"spam\"]}");
        api.patch(INBOX + "/messages/%3C2@x%3E", "{\"add_labels\":[\"todo\"]}");

        Reply narrow = api.getAs(api.world.keyWith(Permission.MESSAGE_READ), INBOX + "/events");

        assertThat(told(narrow)).containsExactly("label.added todo <2@x>");
        assertThat(told(api.get(INBOX + "/events"))).hasSize(2);
        assertThat(api.getAs(api.world.keyWith(Permission.INBOX_READ), INBOX + "/events")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void startsAnewWithAnInboxThatIsMadeAgain() {
        api.world.deliver(SUPPORT, "<1@x>", "One", "Text");
        api.patch(INBOX + "/messages/%3C1@x%3E", "{\"add_labels\":[\"todo\"]}");
        api.delete(INBOX);
        api.post("/v0/inboxes", "{\"username\":\"support\"}");

        assertThat(told(api.get(INBOX + "/events"))).isEmpty();
    }
}
