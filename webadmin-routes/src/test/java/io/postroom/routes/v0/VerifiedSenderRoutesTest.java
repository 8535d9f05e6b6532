package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.routes.Client.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifiedSenderRoutesTest {
    private static final String SENDERS = "/v0/inboxes/support@agents.example/verified-senders";

    private final Api api = new Api();

    @BeforeEach
    void create() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply put(String address) {
        return api.send("PUT", SENDERS + "/" + address, api.root, "");
    }

    private List<String> listed(String query) {
        List<String> addresses = new ArrayList<>();
        api.get(SENDERS + query)
                .json()
                .path("verified_senders")
                .forEach(sender -> addresses.add(sender.path("address").asText()));
        return addresses;
    }

    @Test
    void verifiesShowsListsAndWithdraws() {
        Reply made = put("ANN%40Example.com");

        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("address")).isEqualTo("ann@example.com");
        assertThat(made.text("method")).isEqualTo("manual");
        assertThat(put("ann@example.com").json()).isEqualTo(made.json());
        assertThat(api.get(SENDERS + "/ann@example.com").json()).isEqualTo(made.json());
        assertThat(listed("")).containsExactly("ann@example.com");
        assertThat(api.delete(SENDERS + "/ann@example.com").status()).isEqualTo(204);
        assertThat(api.delete(SENDERS + "/ann@example.com").status()).isEqualTo(404);
        assertThat(api.get(SENDERS + "/ann@example.com").status()).isEqualTo(404);
        assertThat(listed("")).isEmpty();
    }

    @Test
    void listsInPagesByAddress() {
        for (String name : List.of("d", "b", "e", "a", "c")) {
            put(name + "@example.com");
        }

        Reply first = api.get(SENDERS + "?limit=3");

        assertThat(listed("?limit=3")).containsExactly("a@example.com", "b@example.com", "c@example.com");
        assertThat(listed("?page_token=" + first.text("next_page_token")))
                .containsExactly("d@example.com", "e@example.com");
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (String odd : List.of("ann", "example.com", "%FF", "a%20b@example.com", "*@example.com")) {
            assertThat(put(odd).text("code")).as(odd).isEqualTo("validation_error");
            assertThat(api.get(SENDERS + "/" + odd).status()).as(odd).isEqualTo(404);
            assertThat(api.delete(SENDERS + "/" + odd).status()).as(odd).isEqualTo(404);
        }
        assertThat(api.get(SENDERS.replace("support", "nobody")).status()).isEqualTo(404);
    }

    @Test
    void tellsWhoAsksForItThatASenderIsVerified() {
        put("ann@example.com");

        assertThat(api.get("/v0/events").json().path("events")).isEmpty();
        Reply events = api.get("/v0/events?event_types=sender.verified");
        assertThat(events.json().at("/events/0/sender/address").asText()).isEqualTo("ann@example.com");
        assertThat(events.json().at("/events/0/sender/method").asText()).isEqualTo("manual");
        assertThat(events.json().path("events")).hasSize(1);
    }

    @Test
    void nobodySetsTheLabelBesidesTheServer() {
        api.world.deliver(new InboxId("support@agents.example"), "<1@example.com>", "Hello", "Text");
        String message = "/v0/inboxes/support@agents.example/messages/%3C1@example.com%3E";

        for (String change : List.of("add_labels", "remove_labels")) {
            Reply reply = api.send("PATCH", message, api.root, "{\"" + change + "\":[\"verified\"]}");
            assertThat(reply.text("code")).isEqualTo("validation_error");
        }
        Reply sent = api.post(
                "/v0/inboxes/support@agents.example/messages/send",
                "{\"to\":\"ann@example.com\",\"text\":\"Hi\",\"labels\":[\"verified\"]}");
        assertThat(sent.text("code")).isEqualTo("validation_error");
    }

    @Test
    void whatAnInboxKnowsGoesWithIt() {
        put("ann@example.com");
        api.delete("/v0/inboxes/support@agents.example");
        create();

        assertThat(listed("")).isEmpty();
    }
}
