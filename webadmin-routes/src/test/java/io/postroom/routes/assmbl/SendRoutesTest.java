package io.postroom.routes.assmbl;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.FakeOutbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendRoutesTest {
    private final Api api = new Api();
    private final Agent agent = new Agent(api, "support");

    @AfterEach
    void close() {
        api.close();
    }

    private FakeOutbox.Mail onlyMail() {
        assertThat(api.world.outbox.mails()).hasSize(1);
        return api.world.outbox.mails().get(0);
    }

    @Test
    void sendsAndSaysUnderWhichNames() {
        Reply reply = agent.post("/send", """
                {"to":["ann@example.com","Bob <bob@example.com>"],"subject":"Hello","body":"Hi","headers":{"X-Ticket":"1"},
                 "correlation_id":"c-1","idempotency_key":"k-1","usage":{"units":3},"marketplace_request_id":"m-1",
                 "attachments":[{"file_name":"a.txt","content_type":"text/plain","content":"YQ=="},
                                {"filename":"b.txt","content":"Yg=="}]}""");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.text("message_id"))
                .isEqualTo(AssmblWords.message(onlyMail().message().id().value()));
        assertThat(reply.text("correlation_id")).isEqualTo("c-1");
        assertThat(reply.text("idempotency_key")).isEqualTo("k-1");
        assertThat(reply.json().path("reservation_key").isNull()).isTrue();
        assertThat(onlyMail().recipients()).containsExactly("ann@example.com", "bob@example.com");
        assertThat(onlyMail().text())
                .contains("Subject: Hello")
                .contains("X-Ticket: 1")
                .contains("X-AgentMail-Correlation-Id: c-1")
                .contains("X-AgentMail-Idempotency-Key: k-1")
                .contains("X-File: a.txt")
                .contains("X-File: b.txt");
    }

    @Test
    void makesACorrelationIdThatARepetitionGetsToo() {
        String body = "{\"to\":\"ann@example.com\",\"subject\":null,\"body\":null,\"idempotency_key\":\"k\"}";

        Reply first = agent.post("/send", body);

        assertThat(first.text("correlation_id")).hasSize(36);
        assertThat(agent.post("/send", body).json()).isEqualTo(first.json());
        assertThat(onlyMail().text()).doesNotContain("X-AgentMail-Correlation-Id");
        assertThat(agent.post("/send", "{\"to\":\"ann@example.com\"}")
                        .json()
                        .path("idempotency_key")
                        .isNull())
                .isTrue();
    }

    @Test
    void takesBothNamesFromTheHeadersToo() {
        String body = "{\"to\":\"ann@example.com\",\"headers\":{\"x-agentmail-idempotency-key\":\"k\","
                + "\"X-AgentMail-Correlation-Id\":\"c\"}}";

        Reply first = agent.post("/send", body);
        Reply again = agent.post("/send", body);

        assertThat(first.text("idempotency_key")).isEqualTo("k");
        assertThat(first.text("correlation_id")).isEqualTo("c");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(onlyMail().text()).containsOnlyOnce("x-agentmail-idempotency-key: k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | to",
                "{\"to\":null} | to",
                "{\"to\":\"ann\"} | to",
                "{\"to\":7} | to",
                "{\"to\":\"a@b.example\",\"subject\":\"a\\nb\"} | subject",
                "{\"to\":\"a@b.example\",\"body\":5} | body",
                "{\"to\":\"a@b.example\",\"usage\":5} | usage",
                "{\"to\":\"a@b.example\",\"marketplace_request_id\":5} | marketplace_request_id",
                "{\"to\":\"a@b.example\",\"correlation_id\":\"\"} | correlation_id",
                "{\"to\":\"a@b.example\",\"idempotency_key\":\" \"} | idempotency_key",
                "{\"to\":\"a@b.example\",\"idempotency_key\":\"a\\nb\"} | idempotency_key",
                "{\"to\":\"a@b.example\",\"headers\":{\"X-AgentMail-Idempotency-Key\":\"\"}} | headers",
                "{\"to\":\"a@b.example\",\"headers\":{\"From\":\"x\"}} | headers",
                "{\"to\":\"a@b.example\",\"headers\":{\"X-A\":5}} | headers",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"object_key\":\"uploads/1\"}]} | content",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"content\":\"%\"}]} | content"
            })
    void refusesABadField(String body, String field) {
        Reply reply = agent.post("/send", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("validation_error");
        assertThat(reply.text("message")).contains(field);
        assertThat(api.world.outbox.mails()).isEmpty();
    }

    @Test
    void nobodyToSendToCannotBeDone() {
        assertThat(agent.post("/send", "{\"to\":[]}").status()).isEqualTo(422);
    }

    @Test
    void mailToSomebodyWhoseMailBouncedIsRejected() {
        api.world.suppress("gone@example.com");

        Reply reply = agent.post("/send", "{\"to\":\"gone@example.com\",\"subject\":\"x\",\"body\":\"x\"}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("error")).isEqualTo("message_rejected");
    }
}
