package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP requests that are wrong get JSON that says why, and learn nothing about others. */
@ExtendWith(SharedServer.class)
class BadRequestIT {
    private final Postroom postroom;
    private final RestClient rest;
    private final InboxClient inbox;

    BadRequestIT(Postroom postroom) {
        this.postroom = postroom;
        this.rest = postroom.rest();
        this.inbox = postroom.inbox();
    }

    @Test
    void withoutAKeyIsUnauthorizedAndWithAnUnknownOneForbidden() {
        assertThat(postroom.anonymous().get("/v0/inboxes").status()).isEqualTo(401);
        assertThat(postroom.anonymous().with("am_unknown").get("/v0/inboxes").status())
                .isEqualTo(403);
        assertThat(postroom.anonymous().get("/v0/inboxes").json().get("message").asText())
                .isEqualTo("Unauthorized");
    }

    @Test
    void whatIsNoJsonIsABadRequest() {
        for (String body : List.of("{", "[]", "7", "{\"username\":", "\u0000", "{\"username\":{}}")) {
            RestClient.Answer answer = rest.call("POST", "/v0/inboxes", Optional.of(body.getBytes(UTF_8)), Map.of());

            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().get("code").asText()).isEqualTo("validation_error");
        }
    }

    @Test
    void aDeeplyNestedBodyIsABadRequest() {
        byte[] body = ("{\"metadata\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(UTF_8);

        assertThat(rest.call("POST", "/v0/inboxes", Optional.of(body), Map.of()).status())
                .isEqualTo(400);
    }

    @Test
    void aWrongFieldIsNamedByItsPath() {
        JsonNode error = rest.post("/v0/webhooks", Map.of("url", 5, "event_types", List.of("message.received")))
                .json();

        assertThat(error.at("/errors/0/path/0").asText()).isEqualTo("url");
    }

    @Test
    void anyContentTypeIsRead() {
        byte[] body = RestClient.write(Map.of("username", "t" + UUID.randomUUID()));

        int status = rest.call("POST", "/v0/inboxes", Optional.of(body), Map.of("Content-Type", "text/plain"))
                .status();

        assertThat(status).isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        byte[] body = RestClient.write(Map.of("username", "x".repeat(8 << 20)));

        assertThat(rest.call("POST", "/v0/inboxes", Optional.of(body), Map.of()).status())
                .isEqualTo(413);
    }

    @Test
    void aBadPageTokenOrLimitIsABadRequest() {
        for (String query : List.of("page_token=nonsense", "page_token=e30", "limit=0", "limit=-1", "limit=x")) {
            assertThat(rest.get(inbox.path() + "/messages?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
        for (String query : List.of("before=yesterday", "after=2025-13-01T00:00:00Z", "ascending=maybe")) {
            assertThat(rest.get(inbox.path() + "/messages?" + query).status())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void aForeignIdIsNotFoundInTheSameWordsAsAnUnknownOne() {
        Operator.Tenant stranger = Operator.on(postroom).organization("somebody else");
        RestClient theirs = postroom.anonymous().with(stranger.rootKey());

        RestClient.Answer foreign = theirs.get(inbox.path());
        RestClient.Answer unknown = theirs.get("/v0/inboxes/" + RestClient.segment("no@" + Postroom.DOMAIN));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).isEqualTo(unknown.text());
        assertThat(theirs.get(inbox.path() + "/messages").status()).isEqualTo(404);
        assertThat(theirs.delete(inbox.path()).status()).isEqualTo(404);
        assertThat(theirs.get("/v0/inboxes").ok().get("inboxes")).isEmpty();
    }

    @Test
    void anUnknownPathHasAJsonBody() {
        assertThat(rest.get("/v0/nothing/here").status()).isEqualTo(404);
        assertThat(rest.get("/v0/nothing/here").json().isObject()).isTrue();
    }

    @Test
    void systemLabelsCannotBeSet() {
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());

        for (String label : List.of("sent", "received", "bounced", "scheduled")) {
            assertThat(rest.patch(inbox.messagePath(letter.messageId()), Map.of("add_labels", List.of(label, "mine")))
                            .status())
                    .as(label)
                    .isEqualTo(400);
        }
        assertThat(inbox.labels(letter.messageId())).doesNotContain("mine");
    }

    @Test
    void aTakenNameIsRefused() {
        String name = inbox.id().substring(0, inbox.id().indexOf('@'));

        RestClient.Answer second = rest.post("/v0/inboxes", Map.of("username", name));

        assertThat(second.status()).isEqualTo(403);
        assertThat(second.json().get("code").asText()).isIn("resource_taken", "already_exists");
    }

    @Test
    void oneClientIdGivesOneInbox() {
        Map<String, String> wish = Map.of("client_id", "c-" + UUID.randomUUID());

        JsonNode first = rest.post("/v0/inboxes", wish).ok();
        JsonNode second = rest.post("/v0/inboxes", wish).ok();

        assertThat(second.get("inbox_id")).isEqualTo(first.get("inbox_id"));
    }

    @Test
    void aWebhookMayNotPointToAPrivateAddressUnlessAllowed() {
        // this server allows loopback for the tests; what no server allows is a scheme that is not HTTP
        for (String url : List.of("file:///etc/passwd", "ftp://a.example/", "not a url", "http://")) {
            assertThat(rest.post("/v0/webhooks", Map.of("url", url, "event_types", List.of("message.received")))
                            .status())
                    .as(url)
                    .isEqualTo(400);
        }
    }
}
