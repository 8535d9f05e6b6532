package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InboxRoutesTest {
    private static final String BASE = "/api/v0/inboxes";
    private static final String ONE = BASE + "/" + InboxAiWords.inbox("agent-1@agents.example");

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void createAnInboxUnderAnOpaqueId() {
        Reply made =
                api.post(BASE, "{\"username\":\"agent-1\",\"display_name\":\"Agent One\",\"client_id\":\"my-agent\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("inbox_id")).isEqualTo(InboxAiWords.inbox("agent-1@agents.example"));
        assertThat(made.text("email_address")).isEqualTo("agent-1@agents.example");
        assertThat(made.text("username")).isEqualTo("agent-1");
        assertThat(made.text("domain")).isEqualTo("agents.example");
        assertThat(made.text("display_name")).isEqualTo("Agent One");
        assertThat(made.text("client_id")).isEqualTo("my-agent");
        assertThat(api.get("/v0/inboxes/agent-1@agents.example").text("display_name"))
                .isEqualTo("Agent One");
    }

    @Test
    void sayNullWhereThereIsNothing() {
        JsonNode made = api.post(BASE, "{\"username\":\"agent-1\",\"display_name\":null,\"client_id\":null}")
                .json();

        assertThat(made.path("display_name").isNull()).isTrue();
        assertThat(made.path("client_id").isNull()).isTrue();
    }

    @Test
    void answerARepeatedClientIdWithTheInboxThatIsThere() {
        Reply made = api.post(BASE, "{\"username\":\"agent-1\",\"client_id\":\"one\"}");
        Reply again = api.post(BASE, "{\"username\":\"agent-2\",\"client_id\":\"one\"}");

        assertThat(again.json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"username\":1}", "{\"username\":\"a b\"}", "{\"username\":\"a+b\"}", "[]", "{"})
    void refuseABadRequest(String body) {
        Reply refused = api.post(BASE, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/code").asText()).isEqualTo("validation_error");
    }

    @Test
    void refuseAnAddressThatIsTakenAndADomainThatIsNotOurs() {
        api.post(BASE, "{\"username\":\"agent-1\"}");

        Reply taken = api.post(BASE, "{\"username\":\"AGENT-1\"}");
        Reply foreign = api.post(BASE, "{\"username\":\"agent-1\",\"domain\":\"other.example\"}");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().at("/error/code").asText()).isEqualTo("already_exists");
        assertThat(foreign.status()).isEqualTo(422);
    }

    @Test
    void showChangeAndDeleteIt() {
        Reply made = api.post(BASE, "{\"username\":\"agent-1\"}");

        assertThat(api.get(ONE).json()).isEqualTo(made.json());
        assertThat(api.patch(ONE, "{\"display_name\":\"Updated Name\"}").text("display_name"))
                .isEqualTo("Updated Name");
        assertThat(api.patch(ONE, "{}").text("display_name")).isEqualTo("Updated Name");
        assertThat(api.patch(ONE, "{\"display_name\":7}").status()).isEqualTo(400);
        Reply deleted = api.delete(ONE);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.http().body()).isEmpty();
        assertThat(api.get(ONE).status()).isEqualTo(404);
    }

    /** Base64 of other text, with padding, of another case, and no base64 at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bm9uZUBhZ2VudHMuZXhhbXBsZQ",
                "YWdlbnQtMUBhZ2VudHMuZXhhbXBsZQ==",
                "QUdFTlQtMUBBR0VOVFMuRVhBTVBMRQ",
                "YWdlbnQtMUBhZ2VudHMuZXhhbXBsZR",
                "agent-1@agents.example",
                "%F0%9F%93%AB"
            })
    void findNothingUnderAnotherWord(String word) {
        api.post(BASE, "{\"username\":\"agent-1\"}");

        Reply unknown = api.get(BASE + "/" + word);

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/error/code").asText()).isEqualTo("not_found");
        assertThat(unknown.json().at("/error/message").asText()).isEqualTo("Inbox not found");
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v0/nothing", "PUT,/api/v0/inboxes", "GET,/api/v0/"})
    void sayInTheirOwnWordsThatThereIsNoSuchOperation(String method, String path) {
        Reply answer = api.send(method, path, api.root, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/error/code").asText()).isEqualTo("not_found");
    }

    @Test
    void wantAKeyThatSomebodyHas() {
        Reply without = api.exchange(api.request(ONE));
        Reply unknown = api.getAs("inai_unknown", ONE);

        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json().at("/error/code").asText()).isEqualTo("unauthorized");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
    }

    @Test
    void areDescribed() {
        Reply description = api.exchange(api.request("/api/v0/openapi.json"));

        assertThat(description.status()).isEqualTo(200);
        assertThat(description.json().path("paths").has("/api/v0/inboxes/{inbox_id}"))
                .isTrue();
        assertThat(description.header("cache-control")).isEqualTo("no-cache");
    }
}
