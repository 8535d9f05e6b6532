package io.postroom.routes.assmbl;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.message.Label;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Client.Text;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.TextMessage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "Common failure modes" of Assmbl's guide, row by row, and who may call at all. */
class FailureTableTest {
    private final Api api = new Api();
    private final Agent agent = new Agent(api, "support");

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aMessageThatWasDeletedIsNotFound() {
        String path = agent.receives("<1@x>", "One", "Text");

        assertThat(agent.delete(path).status()).isEqualTo(204);

        assertThat(agent.get(path).status()).isEqualTo(404);
        assertThat(agent.delete(path).status()).isEqualTo(404);
    }

    @Test
    void aMessageOfAnotherAgentIsNotFound() {
        String path = agent.receives("<1@x>", "One", "Text");

        Reply foreign = new Agent(api, "sales").get(path);

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.http().body()).isEqualTo("{\"error\":\"not_found\",\"message\":\"Message not found\"}");
    }

    @Test
    void whatCameInIsInTheInbox() {
        agent.receives("<1@x>", "One", "Text");

        assertThat(agent.subjects("/inbox")).containsExactly("One");
    }

    @Test
    void senderVerifiedSaysWhetherTheSenderIs() {
        agent.receives("<1@x>", "One", "Text");
        agent.receives("<2@x>", "Two", "Text", Label.VERIFIED);

        assertThat(agent.get("/inbox").json().at("/items/1/SenderVerified").asBoolean())
                .isTrue();
        assertThat(agent.get("/inbox").json().at("/items/1/Labels").toString()).doesNotContain("verified");

        assertThat(agent.get("/inbox").json().at("/items/0/SenderVerified").isBoolean())
                .isTrue();
        assertThat(agent.get("/inbox").json().at("/items/0/SenderVerified").asBoolean())
                .isFalse();
    }

    @Test
    void aSendThatIsRepeatedWithItsKeyIsOneMail() {
        String body = "{\"to\":\"ann@example.com\",\"subject\":\"s\",\"body\":\"b\",\"idempotency_key\":\"k 1\"}";

        Reply first = agent.post("/send", body);
        Reply again = agent.post("/send", body);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(api.world.outbox.mails()).hasSize(1);
        assertThat(api.world.outbox.mails().get(0).text()).contains("X-AgentMail-Idempotency-Key: k 1\r\n");
        assertThat(agent.post("/send", body.replace("\"b\"", "\"c\"")).status()).isEqualTo(409);
        assertThat(new Agent(api, "sales").post("/send", body).status()).isEqualTo(202);
    }

    @Test
    void anEmptySearchIsABadRequest() {
        Reply reply = agent.get("/inbox?q=");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.http().body())
                .isEqualTo("{\"error\":\"validation_error\",\"message\":\"q must not be empty\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void aLabelThatIsEmptyOrTooLongIsABadRequest(int length) {
        String path = agent.receives("<1@x>", "One", "Text");

        assertThat(agent.patch(path + "/labels", "{\"add\":[\"" + "a".repeat(length) + "\"]}")
                        .status())
                .isEqualTo(400);
        assertThat(agent.patch(path + "/labels", "{\"add\":[\"" + "a".repeat(64) + "\"]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLabelOfWhiteSpaceIsABadRequest() {
        String path = agent.receives("<1@x>", "One", "Text");

        assertThat(agent.patch(path + "/labels", "{\"add\":[\"   \"]}").status())
                .isEqualTo(400);
    }

    @Test
    void aTwentyFirstLabelIsABadRequest() {
        Label[] twenty =
                IntStream.range(0, 20).mapToObj(i -> new Label("l" + i)).toArray(Label[]::new);
        String path = agent.receives("<1@x>", "One", "Text", twenty);

        assertThat(agent.patch(path + "/labels", "{\"add\":[\"more\"]}").status())
                .isEqualTo(400);
    }

    @Test
    void archivingTwiceIsAConflict() {
        String path = agent.receives("<1@x>", "One", "Text");

        agent.patch(path + "/archive", "{\"archived\":true}");
        Reply again = agent.patch(path + "/archive", "{\"archived\":true}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.http().body())
                .isEqualTo("{\"error\":\"conflict\",\"message\":\"The message is archived already\"}");
    }

    @Test
    void aKeyThatReachesFurtherThanAnInboxIsToldSo() {
        Reply reply = api.get("/inbox");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("error")).isEqualTo("forbidden");
        assertThat(reply.text("message")).contains("a key of its inbox alone");
    }

    @Test
    void noKeyAndAWrongKeyAreUnauthorized() {
        Text without = api.fetch(api.request("/inbox"));

        assertThat(without.status()).isEqualTo(401);
        assertThat(without.body()).isEqualTo("{\"error\":\"unauthorized\",\"message\":\"Unauthorized\"}");
        assertThat(api.getAs("am_wrong", "/inbox").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /public/agents/support",
                "GET /public/agents/support/pricing",
                "POST /directory/register",
                "GET /billing/balance",
                "PUT /billing/pricing",
                "POST /attachments/upload",
                "POST /inbox",
                "GET /send",
                "GET /messages/",
                "PUT /messages/PDFAeD4/labels",
                "POST /webhook"
            })
    void whatThisServerHasNotIsNotFoundInTheWordsOfTheDialect(String operation) {
        String[] parts = operation.split(" ");

        Reply reply = parts[0].equals("GET")
                ? agent.get(parts[1])
                : parts[0].equals("PUT") ? agent.put(parts[1], "{}") : agent.post(parts[1], "{}");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.text("error")).isEqualTo("not_found");
        assertThat(reply.json().size()).isEqualTo(2);
    }

    @Test
    void mailWhoseKeyCameWithOtherContentIsMarked() {
        agent.receives("<1@x>", "One", "Text", Label.DUPLICATE);

        assertThat(agent.get("/inbox").json().at("/items/0/Labels/0").asText()).isEqualTo("duplicate");
    }

    @Test
    void mailThatIsNoUtf8IsShownOctetByOctet() {
        byte[] octets = ("From: a@b.example\nMessage-ID: <1@x>\nSubject: s\n\n" + "caf\u00e9\n")
                .chars()
                .mapToObj(c -> c == '\n' ? "\r\n" : String.valueOf((char) c))
                .collect(Collectors.joining())
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        api.world.deliver(agent.inbox(), new io.postroom.core.message.Octets(octets));

        assertThat(agent.get("/messages/" + AssmblWords.message("<1@x>")).text("raw_mime"))
                .endsWith("caf\u00e9\r\n");
    }

    @Test
    void mailOfTheWorldIsUtf8() {
        api.world.deliver(
                agent.inbox(),
                TextMessage.of("From: a@b.example\nMessage-ID: <1@x>\nSubject: s\n\n\u65e5\u672c\u8a9e\n"));

        assertThat(agent.get("/messages/" + AssmblWords.message("<1@x>")).text("raw_mime"))
                .endsWith("\u65e5\u672c\u8a9e\r\n");
    }
}
