package io.postroom.routes.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Position;
import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.SocketClient;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSocketTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final InboxId SALES = new InboxId("sales@agents.example");

    private final Api api = new Api();

    @BeforeEach
    void makeInboxes() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        api.post("/v0/inboxes", "{\"username\":\"sales\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private SocketClient open(String query) {
        return SocketClient.open(api.port(), query, api.root);
    }

    private SocketClient openWith(String key) {
        return SocketClient.open(api.port(), "", key);
    }

    private void deliver(InboxId inbox, String id, Label... labels) {
        api.world.deliver(inbox, id, "Subject", "Text", labels);
    }

    /** The ids of all events in the log. */
    private List<String> log() {
        return api.world.eventLog.readAfter(api.world.organization.id(), Position.START, 10_000).stream()
                .map(EventLog.Entry::event)
                .map(event -> event.id().value())
                .toList();
    }

    @Test
    void tellsOfMailAsItComes() {
        deliver(SUPPORT, "<before@x>");
        try (SocketClient client = open("").subscribe()) {
            deliver(SUPPORT, "<1@x>");
            JsonNode event = client.next();

            assertThat(event.path("type").asText()).isEqualTo("event");
            assertThat(event.path("event_type").asText()).isEqualTo("message.received");
            assertThat(event.path("event_id").asText()).isEqualTo(log().get(1));
            assertThat(event.at("/message/message_id").asText()).isEqualTo("<1@x>");
            assertThat(event.at("/message/text").asText()).isEqualTo("Text");
            assertThat(event.at("/thread/last_message_id").asText()).isEqualTo("<1@x>");
        }
    }

    @Test
    void letsNobodyInWithoutAKeyThatCounts() {
        assertThat(SocketClient.refusal(api.port(), "", Optional.empty())).isEqualTo(401);
        assertThat(SocketClient.refusal(api.port(), "", Optional.of("am_unknown")))
                .isEqualTo(401);
        assertThat(SocketClient.refusal(api.port(), "?api_key=am_unknown", Optional.empty()))
                .isEqualTo(401);
        api.world.organizations.setSuspended(api.world.organization.id(), true);
        assertThat(SocketClient.refusal(api.port(), "", Optional.of(api.root))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api_key", "auth_token"})
    void takesTheKeyFromTheQueryToo(String name) {
        try (SocketClient client = SocketClient.openWithoutHeader(api.port(), "?" + name + "=" + api.root)) {
            client.subscribe();
        }
    }

    @Test
    void repeatsTheFilterThatItWasGiven() {
        try (SocketClient client = open("")) {
            String pod = api.world.organization.defaultPod().toString();
            String filter = "\"event_types\":[\"message.received\",\"message.sent\"],"
                    + "\"inbox_ids\":[\"support@agents.example\"],\"pod_ids\":[\"" + pod + "\"]}";
            client.send("{\"type\":\"subscribe\"," + filter).send("{\"type\":\"subscribe\"}");

            assertThat(client.next().toString()).isEqualTo("{\"type\":\"subscribed\"," + filter);
            assertThat(client.next().toString()).isEqualTo("{\"type\":\"subscribed\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{}",
                "{\"type\":\"unsubscribe\"}",
                "{\"type\":\"subscribe\",\"event_types\":[\"message.unheard\"]}",
                "{\"type\":\"subscribe\",\"event_types\":\"message.received\"}",
                "{\"type\":\"subscribe\",\"inbox_ids\":[\"none@agents.example\"]}",
                "{\"type\":\"subscribe\",\"pod_ids\":[\"33333333-3333-4333-8333-333333333333\"]}"
            })
    void saysWhatIsWrongWithAFrameAndGoesOn(String frame) {
        try (SocketClient client = open("").send(frame)) {
            JsonNode error = client.next();

            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.path("name").asText()).endsWith("Error");
            assertThat(error.path("message").asText()).isNotEmpty();
            client.subscribe();
        }
    }

    @Test
    void doesNotTellOfHiddenMailUnasked() {
        try (SocketClient client = open("").subscribe()) {
            deliver(SUPPORT, "<spam@x>", Label.SPAM);
            deliver(SUPPORT, "<1@x>");

            assertThat(client.next().at("/message/message_id").asText()).isEqualTo("<1@x>");
        }
    }

    @Test
    void tellsOfSpamThoseWhoAskAndMay() {
        String frame = "{\"type\":\"subscribe\",\"event_types\":[\"message.received.spam\"]}";
        String without = api.world.keyWith(Permission.MESSAGE_READ);
        try (SocketClient client = open("").send(frame);
                SocketClient refused = openWith(without).send(frame)) {
            client.next();
            deliver(SUPPORT, "<spam@x>", Label.SPAM);

            assertThat(client.next().path("event_type").asText()).isEqualTo("message.received.spam");
            JsonNode error = refused.next();
            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.path("message").asText()).isEqualTo("label_spam_read is forbidden");
        }
    }

    @Test
    void tellsOfWhatTheFilterNames() {
        try (SocketClient client = open("")) {
            client.send("{\"type\":\"subscribe\",\"inbox_ids\":[\"sales@agents.example\"]}");
            client.next();
            deliver(SUPPORT, "<1@x>");
            deliver(SALES, "<2@x>");

            assertThat(client.next().at("/message/message_id").asText()).isEqualTo("<2@x>");
        }
    }

    @Test
    void tellsOnceWhatSeveralSubscriptionsWant() {
        try (SocketClient client = open("").subscribe().subscribe()) {
            client.send("{\"type\":\"subscribe\",\"inbox_ids\":[\"sales@agents.example\"]}");
            client.next();
            deliver(SALES, "<1@x>");
            deliver(SALES, "<2@x>");

            assertThat(client.nextIds(2)).containsExactlyElementsOf(log());
        }
    }

    @Test
    void tellsAKeyOfOneInboxOfThatOnly() {
        PodId pod = api.world.organization.defaultPod();
        String ofSales = api.world.keyFor(new Scope.OneInbox(pod, SALES));
        String ofAnotherPod = api.world.keyFor(new Scope.OnePod(Fixtures.OTHER_POD));
        try (SocketClient client = openWith(ofSales).subscribe();
                SocketClient other = openWith(ofAnotherPod).subscribe()) {
            deliver(SUPPORT, "<1@x>");
            deliver(SALES, "<2@x>");

            assertThat(client.next().at("/message/message_id").asText()).isEqualTo("<2@x>");
            client.send("{\"type\":\"subscribe\",\"inbox_ids\":[\"support@agents.example\"]}");
            assertThat(client.next().path("message").asText()).isEqualTo("Inbox not found");
            assertThat(other.left()).isZero();
        }
    }

    @Test
    void tellsAKeyThatMayNotReadMessagesNothingOfThem() {
        String key = api.world.keyWith(Permission.DOMAIN_READ);
        try (SocketClient client = openWith(key).subscribe()) {
            deliver(SUPPORT, "<1@x>");

            client.send("{\"type\":\"subscribe\",\"event_types\":[\"message.received\"]}");
            assertThat(client.next().path("message").asText()).isEqualTo("message_read is forbidden");
        }
    }

    @Test
    void subscribesByTheQuery() {
        try (SocketClient client = open("?event_types=message.received&inbox_ids=%5B%22sales@agents.example%22%5D");
                SocketClient all = open("?subscribe=true");
                SocketClient none = open("?subscribe=false&event_types=message.received")) {
            assertThat(client.next().toString())
                    .isEqualTo("{\"type\":\"subscribed\",\"event_types\":[\"message.received\"],"
                            + "\"inbox_ids\":[\"sales@agents.example\"]}");
            assertThat(all.next().toString()).isEqualTo("{\"type\":\"subscribed\"}");
            deliver(SUPPORT, "<1@x>");
            deliver(SALES, "<2@x>");

            assertThat(client.next().at("/message/message_id").asText()).isEqualTo("<2@x>");
            assertThat(all.nextIds(2)).containsExactlyElementsOf(log());
            assertThat(none.left()).isZero();
        }
    }

    @Test
    void aFrameThatComesLaterBeginsWhereTheQuerySays() {
        deliver(SUPPORT, "<1@x>");
        deliver(SUPPORT, "<2@x>");
        try (SocketClient client =
                open("?subscribe=false&since=" + log().get(0)).subscribe()) {
            assertThat(client.nextIds(1)).containsExactly(log().get(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?since=evt_00000000000000000000000000000000",
                "?since=nonsense",
                "?since=pos_99999999",
                "?event_types=nonsense",
                "?subscribe=perhaps"
            })
    void refusesAQueryThatMeansNothing(String query) {
        assertThat(SocketClient.refusal(api.port(), query, Optional.of(api.root)))
                .isEqualTo(400);
    }

    @Test
    void doesNotSayWhetherAnEventOfOthersExists() {
        deliver(SUPPORT, "<1@x>");
        String ofSales = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), SALES));

        assertThat(SocketClient.refusal(api.port(), "?since=" + log().get(0), Optional.of(ofSales)))
                .isEqualTo(400);
    }

    @Test
    void leavesTheTextOfALargeMessageOut() {
        try (SocketClient client = open("").subscribe()) {
            api.world.deliver(SUPPORT, "<large@x>", "Subject", "0123456789".repeat(20_000));
            JsonNode event = client.next();

            assertThat(event.at("/message/subject").asText()).isEqualTo("Subject");
            assertThat(event.at("/message").has("text")).isFalse();
        }
    }

    @Test
    void endsAtOnceWhenItsKeyIsRevoked() {
        Reply made = api.post("/v0/api-keys", "{\"name\":\"a\"}");
        try (SocketClient client = openWith(made.text("api_key")).subscribe();
                SocketClient other = open("").subscribe()) {
            long start = System.nanoTime();
            api.world.keys.deleteFor(api.world.organization, ApiKeyId.parse(made.text("api_key_id")));

            assertThat(client.closeCode()).isEqualTo(CloseCodes.POLICY);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            deliver(SUPPORT, "<1@x>");
            assertThat(other.nextIds(1)).isEqualTo(log());
        }
    }

    @Test
    void endsWhenItsKeyExpires() {
        Reply made = api.post("/v0/api-keys", "{\"name\":\"a\",\"expires_at\":\"2026-03-01T13:00:00Z\"}");
        try (SocketClient client = openWith(made.text("api_key")).subscribe()) {
            api.world.clock.advance(Duration.ofHours(1));

            assertThat(client.closeCode()).isEqualTo(CloseCodes.POLICY);
        }
    }

    @Test
    void endsWhenItsOrganizationIsSuspended() {
        try (SocketClient client = open("").subscribe()) {
            api.world.organizations.setSuspended(api.world.organization.id(), true);

            assertThat(client.closeCode()).isEqualTo(CloseCodes.POLICY);
        }
    }

    @Test
    void cutsAClientThatDoesNotRead() {
        try (SocketClient slow = SocketClient.openAndDoNotRead(api.port(), "?subscribe=true", api.root);
                SocketClient quick = open("").subscribe()) {
            String text = "0123456789".repeat(5_000); // twice in a frame, in text and extracted_text
            int sent = 0;
            while (api.sockets.count() > 1 && sent < 500) {
                api.world.deliver(SUPPORT, "<" + sent + "@x>", "Subject", text);
                quick.next();
                sent++;
            }

            assertThat(api.sockets.count()).isEqualTo(1);
            assertThat(slow.left()).isZero();
        }
    }

    @Test
    void hasNoPlaceForMoreThanItsLimit() {
        List<SocketClient> clients = new ArrayList<>();
        for (int i = 0; i < Api.MAX_SOCKETS; i++) {
            clients.add(open("").subscribe());
        }

        assertThat(SocketClient.refusal(api.port(), "", Optional.of(api.root))).isEqualTo(429);
        clients.forEach(SocketClient::close);
    }

    @Test
    void saysGoodbyeWhenTheServerStops() {
        try (SocketClient client = open("").subscribe()) {
            api.sockets.close();

            assertThat(client.closeCode()).isEqualTo(CloseCodes.GOING_AWAY);
        }
    }
}
