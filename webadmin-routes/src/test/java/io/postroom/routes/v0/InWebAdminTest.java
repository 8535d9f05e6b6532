package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.routes.Client;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.operator.WebAdmin;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.james.webadmin.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The routes for agents in James' own WebAdmin, as {@code extensions.routes} mounts them. */
class InWebAdminTest {
    private final World world = new World();
    private final String key = world.rootKey();
    private final WebAdmin webAdmin = new WebAdmin(
            List.<Routes>copyOf(Api.routes(world, new AtomicBoolean(true), () -> "http://localhost")), Set.of());
    private final Client client = new Client(webAdmin.port());

    @AfterEach
    void close() {
        webAdmin.close();
    }

    private Reply send(String method, String path, String body) {
        return client.exchange(client.request(method, path, body).header("Authorization", "Bearer " + key));
    }

    @Test
    void doTheSameAsOnTheirOwnPort() {
        Reply made = send("POST", "/v0/inboxes", "{\"username\":\"a\"}");
        world.deliver(new InboxId("a@agents.example"), "<x/y@z>", "Subject", "Text");
        Reply message = send("GET", "/v0/inboxes/a%40agents.example/messages/%3Cx/y@z%3E", "");

        assertThat(made.text("inbox_id")).isEqualTo("a@agents.example");
        assertThat(message.text("text")).isEqualTo("Text");
        assertThat(send("DELETE", "/v0/inboxes/a@agents.example", "").status()).isEqualTo(202);
        assertThat(client.exchange(client.request("/healthz")).status()).isEqualTo(200);
    }

    @Test
    void answerFailuresInTheirOwnWords() {
        Reply invalid = send("POST", "/v0/inboxes", "{\"username\":1}");
        Reply malformed = send("POST", "/v0/inboxes", "{");
        Reply unknown = send("GET", "/v0/inboxes/none@agents.example", "");
        Reply withoutKey = client.exchange(client.request("/v0/inboxes"));

        assertThat(invalid.text("code")).isEqualTo("validation_error");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.text("code")).isEqualTo("validation_error");
        assertThat(unknown.text("code")).isEqualTo("not_found");
        assertThat(withoutKey.http().body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }

    @Test
    void waitForEventsThereToo() {
        world.feeds.start();
        send("POST", "/v0/inboxes", "{\"username\":\"a\"}");
        CompletableFuture<Reply> answer = CompletableFuture.supplyAsync(() -> send("GET", "/v0/events?wait=30", ""));
        Reply nothing = send("GET", "/v0/events?wait=1", "");
        world.deliver(new InboxId("a@agents.example"), "<1@z>", "Subject", "Text");

        assertThat(nothing.json().path("count").asInt()).isZero();
        assertThat(answer.join().json().at("/events/0/message/message_id").asText())
                .isEqualTo("<1@z>");
        world.feeds.close();
    }

    @Test
    void sayThatABodyCalledAFormIsLostThere() {
        Reply reply = client.exchange(client.request("/v0/inboxes")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"a\"}")));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("message")).contains("application/json");
    }
}
