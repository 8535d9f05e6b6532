package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final InboxId SALES = new InboxId("sales@agents.example");
    private static final String WAIT = "/v0/inboxes/support@agents.example/messages/wait";
    private static final String LONG_AGO = "2000-01-01T00:00:00Z";

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

    private CompletableFuture<Reply> ask(String query) {
        return CompletableFuture.supplyAsync(() -> api.get(WAIT + query), task -> new Thread(task).start());
    }

    private static String found(Reply reply) {
        assertThat(reply.status()).as(reply.http().body()).isEqualTo(200);
        return reply.json().at("/messages/0/message_id").asText();
    }

    private static void assertNothing(Reply reply) {
        assertThat(reply.status()).as(reply.http().body()).isEqualTo(200);
        assertThat(reply.json().path("count").asInt(-1)).isZero();
        assertThat(reply.json().path("messages").isEmpty()).isTrue();
    }

    @Test
    void answersAtOnceWhereAMessageIsThere() {
        api.world.deliver(SUPPORT, "<1@x>", "Sign in", "Your code is 123456");
        api.world.deliver(SUPPORT, "<2@x>", "Other", "Text");

        Reply reply = api.get(WAIT + "?after=" + LONG_AGO);

        assertThat(found(reply)).isEqualTo("<1@x>");
        assertThat(reply.json().path("count").asInt()).isEqualTo(1);
        assertThat(reply.json().at("/messages/0/text").asText()).isEqualTo("Your code is 123456");
        assertThat(reply.json().at("/messages/0/codes/0/code").asText()).isEqualTo("123456");
        assertThat(found(api.get(WAIT + "?subject=OTHER&after=" + LONG_AGO))).isEqualTo("<2@x>");
    }

    @Test
    void answersAsSoonAsAMessageComes() {
        api.world.deliver(SUPPORT, "<0@x>", "Earlier", "Text");
        CompletableFuture<Reply> any = ask("?timeout=30");
        CompletableFuture<Reply> wanted = ask("?timeout=30&subject=two&after=" + LONG_AGO);
        CompletableFuture<Reply> none = ask("?timeout=1&subject=three");
        assertNothing(none.join()); // by now the others wait

        api.world.deliver(SALES, "<other@x>", "two", "Text");
        api.world.deliver(SUPPORT, "<spam@x>", "two", "Text", Label.SPAM);
        api.world.deliver(SUPPORT, "<1@x>", "one", "Text");
        api.world.deliver(SUPPORT, "<2@x>", "two", "Text");

        assertThat(found(any.join())).isEqualTo("<1@x>");
        assertThat(found(wanted.join())).isEqualTo("<2@x>");
    }

    @Test
    void anEmptyAnswerEndsTheWait() {
        api.world.deliver(SUPPORT, "<1@x>", "Earlier", "Text");

        assertNothing(api.get(WAIT + "?timeout=0"));
        assertNothing(api.get(WAIT + "?timeout=1"));
        assertNothing(api.get(WAIT + "?timeout=0&from=nobody&after=" + LONG_AGO));
    }

    @Test
    void manyThatWaitHoldUpNobody() {
        List<CompletableFuture<Reply>> waiting = new ArrayList<>();
        for (int i = 0; i < 60; i++) { // the server has 8 threads
            waiting.add(ask("?timeout=60&after=" + LONG_AGO));
        }

        assertThat(api.get("/v0/auth/me").status()).isEqualTo(200);
        api.world.deliver(SUPPORT, "<1@x>", "Hello", "Text");

        assertThat(waiting).allSatisfy(reply -> assertThat(found(reply.join())).isEqualTo("<1@x>"));
    }

    @Test
    void showsAKeyOnlyWhatItMayRead() {
        api.world.deliver(SUPPORT, "<spam@x>", "Hello", "Text", Label.SPAM);
        String reader = api.world.keyWith(Permission.MESSAGE_READ);
        String query = WAIT + "?timeout=0&include_spam=true&after=" + LONG_AGO;

        assertThat(found(api.get(query))).isEqualTo("<spam@x>");
        assertNothing(api.getAs(reader, query));
        assertThat(api.getAs(api.world.keyWith(Permission.DOMAIN_READ), query).status())
                .isEqualTo(403);
        assertThat(api.get("/v0/inboxes/none@agents.example/messages/wait").status())
                .isEqualTo(404);
    }

    @Test
    void takesArchivedMailForWhatWasWaitedForIfAskedTo() {
        api.world.deliver(SUPPORT, "<1@x>", "Hello", "Text", Label.ARCHIVED);

        assertNothing(api.get(WAIT + "?timeout=0&after=" + LONG_AGO));
        assertThat(found(api.get(WAIT + "?timeout=0&include_archived=true&after=" + LONG_AGO)))
                .isEqualTo("<1@x>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=-1", "timeout=soon", "after=yesterday"})
    void refusesWhatMeansNothingAndNamesTheField(String query) {
        Reply reply = api.get(WAIT + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path/0").asText()).isEqualTo(query.substring(0, query.indexOf('=')));
    }

    @Test
    void thoseWhoWaitAreAnsweredWhenTheServerStops() {
        CompletableFuture<Reply> answer = ask("?timeout=60");
        api.world.feeds.close();

        assertNothing(answer.join());
    }
}
