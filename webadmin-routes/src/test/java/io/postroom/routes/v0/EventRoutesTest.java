package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final InboxId SALES = new InboxId("sales@agents.example");
    private static final String EVENTS = "/v0/events";

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

    private void deliver(InboxId inbox, String id, Label... labels) {
        api.world.deliver(inbox, id, "Subject", "Text", labels);
    }

    private static List<String> ids(Reply reply) {
        assertThat(reply.status()).as(reply.http().body()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        reply.json()
                .path("events")
                .forEach(event -> ids.add(event.path("event_id").asText()));
        assertThat(reply.json().path("count").asInt()).isEqualTo(ids.size());
        return ids;
    }

    private static List<String> messages(Reply reply) {
        List<String> ids = new ArrayList<>();
        reply.json()
                .path("events")
                .forEach(event -> ids.add(event.at("/message/message_id").asText()));
        return ids;
    }

    @Test
    void listsWhatHappenedOldestFirst() {
        deliver(SUPPORT, "<1@x>");
        deliver(SALES, "<2@x>");

        Reply reply = api.get(EVENTS);

        assertThat(messages(reply)).containsExactly("<1@x>", "<2@x>");
        assertThat(reply.json().at("/events/0/type").asText()).isEqualTo("event");
        assertThat(reply.json().at("/events/0/event_type").asText()).isEqualTo("message.received");
        assertThat(reply.json().at("/events/0/message/text").asText()).isEqualTo("Text");
        assertThat(reply.json().path("has_more").asBoolean()).isFalse();
        assertThat(reply.text("next_after")).isEqualTo(ids(reply).get(1));
        assertThat(reply.json().path("limit").asInt()).isEqualTo(50);
    }

    @Test
    void goesOnBehindAnEventHoweverManyFollowed() {
        for (int i = 0; i < 25; i++) {
            deliver(SUPPORT, "<" + i + "@x>");
        }
        List<String> all = ids(api.get(EVENTS + "?limit=100"));
        List<String> walked = new ArrayList<>();
        Reply page = api.get(EVENTS + "?limit=10");
        walked.addAll(ids(page));
        while (page.json().path("has_more").asBoolean()) {
            page = api.get(EVENTS + "?limit=10&after=" + page.text("next_after"));
            walked.addAll(ids(page));
        }

        assertThat(walked).isEqualTo(all).hasSize(25);
        deliver(SUPPORT, "<more@x>");
        assertThat(messages(api.get(EVENTS + "?after=" + all.get(24)))).containsExactly("<more@x>");
        assertThat(ids(api.get(EVENTS + "?limit=3&after=" + all.get(0)))).isEqualTo(all.subList(1, 4));
    }

    @Test
    void beginsBehindTheNewestIfAskedTo() {
        deliver(SUPPORT, "<1@x>");
        Reply nothing = api.get(EVENTS + "?after=latest");
        deliver(SUPPORT, "<2@x>");

        assertThat(ids(nothing)).isEmpty();
        assertThat(messages(api.get(EVENTS + "?after=" + nothing.text("next_after"))))
                .containsExactly("<2@x>");
    }

    @Test
    void isEmptyWhereNothingHappened() {
        Reply reply = api.get(EVENTS);

        assertThat(ids(reply)).isEmpty();
        assertThat(ids(api.get(EVENTS + "?after=" + reply.text("next_after")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=evt_00000000000000000000000000000000",
                "after=nonsense",
                "after=pos_7777",
                "after=pos_x",
                "wait=-1",
                "wait=soon",
                "limit=0",
                "event_types=message.unheard"
            })
    void refusesWhatMeansNothingAndNamesTheField(String query) {
        deliver(SUPPORT, "<1@x>");

        Reply reply = api.get(EVENTS + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo("validation_error");
        assertThat(reply.json().at("/errors/0/path/0").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void showsWhatTheFilterNames() {
        deliver(SUPPORT, "<1@x>");
        deliver(SALES, "<2@x>");
        deliver(SALES, "<3@x>", Label.SPAM);

        assertThat(messages(api.get(EVENTS + "?inbox_ids=sales@agents.example")))
                .containsExactly("<2@x>");
        assertThat(messages(api.get(EVENTS + "?inbox_ids=sales@agents.example,support@agents.example")))
                .containsExactly("<1@x>", "<2@x>");
        assertThat(messages(api.get(EVENTS + "?event_types=%5B%22message.received.spam%22%5D")))
                .containsExactly("<3@x>");
        assertThat(messages(api.get(EVENTS + "?pod_ids=" + api.world.organization.defaultPod())))
                .containsExactly("<1@x>", "<2@x>");
        assertThat(ids(api.get(EVENTS + "?event_types=message.sent"))).isEmpty();
        assertThat(api.get(EVENTS + "?inbox_ids=none@agents.example").status()).isEqualTo(404);
    }

    @Test
    void goesOnFromAnEventThatTheFilterLeavesOut() {
        deliver(SALES, "<1@x>");
        deliver(SUPPORT, "<2@x>");
        Reply first = api.get(EVENTS + "?inbox_ids=sales@agents.example");
        deliver(SALES, "<3@x>");

        assertThat(first.text("next_after")).startsWith("pos_");
        assertThat(messages(api.get(EVENTS + "?inbox_ids=sales@agents.example&after=" + first.text("next_after"))))
                .containsExactly("<3@x>");
    }

    @Test
    void showsAKeyWhatItMaySee() {
        deliver(SUPPORT, "<1@x>");
        deliver(SALES, "<2@x>");
        String ofSales = api.world.keyFor(new Scope.OneInbox(api.world.organization.defaultPod(), SALES));
        String ofAnotherPod = api.world.keyFor(new Scope.OnePod(Fixtures.OTHER_POD));
        String noReader = api.world.keyWith(Permission.DOMAIN_READ);
        String reader = api.world.keyWith(Permission.MESSAGE_READ);
        String foreign = ids(api.get(EVENTS)).get(0);

        assertThat(messages(api.getAs(ofSales, EVENTS))).containsExactly("<2@x>");
        assertThat(api.getAs(ofSales, EVENTS + "?after=" + foreign).status()).isEqualTo(400);
        assertThat(api.getAs(ofSales, EVENTS + "?inbox_ids=support@agents.example")
                        .status())
                .isEqualTo(404);
        assertThat(ids(api.getAs(ofAnotherPod, EVENTS))).isEmpty();
        assertThat(ids(api.getAs(noReader, EVENTS))).isEmpty();
        assertThat(messages(api.getAs(reader, EVENTS))).containsExactly("<1@x>", "<2@x>");
        Reply spam = api.getAs(reader, EVENTS + "?event_types=message.received.spam");
        assertThat(spam.status()).isEqualTo(403);
        assertThat(spam.text("message")).isEqualTo("label_spam_read is forbidden");
    }

    private CompletableFuture<Reply> ask(String query) {
        return CompletableFuture.supplyAsync(() -> api.get(EVENTS + "?" + query), task -> new Thread(task).start());
    }

    @Test
    void waitsForTheNextEvent() {
        deliver(SUPPORT, "<1@x>");
        long start = System.nanoTime();
        CompletableFuture<Reply> answer = ask("after=latest&wait=30&inbox_ids=sales@agents.example");
        CompletableFuture<Reply> spam = ask("after=latest&wait=1&event_types=message.received.spam");
        assertThat(ids(spam.join())).isEmpty();
        deliver(SUPPORT, "<2@x>");
        deliver(SALES, "<3@x>");

        assertThat(messages(answer.join())).containsExactly("<3@x>");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(950), Duration.ofSeconds(9));
    }

    @Test
    void answersAtOnceWhatIsThere() {
        deliver(SUPPORT, "<1@x>");

        assertThat(messages(ask("wait=60")
                        .orTimeout(5, java.util.concurrent.TimeUnit.SECONDS)
                        .join()))
                .containsExactly("<1@x>");
    }

    @Test
    void manyThatWaitHoldUpNobody() {
        String after = api.get(EVENTS).text("next_after");
        List<CompletableFuture<Reply>> waiting = new ArrayList<>();
        for (int i = 0; i < 60; i++) { // the server has 8 threads
            waiting.add(ask("wait=60&after=" + after));
        }

        assertThat(api.get("/v0/auth/me").status()).isEqualTo(200);
        deliver(SUPPORT, "<1@x>");

        assertThat(waiting)
                .allSatisfy(answer -> assertThat(messages(answer.join())).containsExactly("<1@x>"));
    }

    @Test
    void aRevokedKeyIsToldNothingHoweverLongItWaited() {
        Reply made = api.post("/v0/api-keys", "{\"name\":\"a\"}");
        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(
                () -> api.getAs(made.text("api_key"), EVENTS + "?wait=2"), task -> new Thread(task).start());
        api.delete("/v0/api-keys/" + made.text("api_key_id"));
        deliver(SUPPORT, "<1@x>");

        assertThat(answer.join().status()).isEqualTo(403);
    }

    @Test
    void thoseWhoWaitAreAnsweredWhenTheServerStops() {
        CompletableFuture<Reply> answer = ask("wait=60");
        api.world.feeds.close();

        assertThat(ids(answer.join())).isEmpty();
    }

    @Test
    void leavesNothingOutWhileMailComes() {
        int mails = 300;
        List<List<String>> seen = Race.of(4, number -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; number == 0 && i < mails; i++) {
                deliver(SUPPORT, "<" + i + "@x>");
            }
            String after = "";
            while (number > 0 && ids.size() < mails) {
                Reply page = api.get(EVENTS + "?wait=10&limit=" + 7 * number + after);
                ids.addAll(ids(page));
                after = "&after=" + page.text("next_after");
            }
            return ids;
        });

        assertThat(seen.get(1)).doesNotHaveDuplicates().isEqualTo(seen.get(2)).isEqualTo(seen.get(3));
    }
}
