package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.TextMessage;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final String MESSAGES = "/api/v0/inboxes/" + InboxAiWords.inbox(SUPPORT.value()) + "/messages";
    private static final String ONE = MESSAGES + "/" + InboxAiWords.message("<1@example.com>");

    private final Api api = new Api();

    @BeforeEach
    void deliver() {
        api.post("/api/v0/inboxes", "{\"username\":\"support\"}");
        api.world.deliver(
                SUPPORT,
                TextMessage.of("From: Ann <ann@example.com>\nTo: Bob <bob@example.com>\n"
                        + "Message-ID: <1@example.com>\nSubject: Hello\n"
                        + "X-Attachment: a.txt|text/plain|octets\n\nQuestion\n"));
    }

    @AfterEach
    void close() {
        api.close();
    }

    private JsonNode opened(Reply sent) {
        assertThat(sent.status()).as(sent.http().body()).isEqualTo(200);
        return api.get(MESSAGES + "/" + sent.text("message_id")).json();
    }

    /** Of the only mail. */
    private List<String> recipients() {
        assertThat(api.world.outbox.mails()).hasSize(1);
        return api.world.outbox.mails().get(0).recipients();
    }

    @Test
    void answerTheSenderWithACopyForOthers() {
        JsonNode answer = opened(
                api.post(ONE + "/reply", "{\"text\":\"Thanks\",\"cc\":\"dave@example.com\",\"labels\":[\"replied\"]}"));

        assertThat(recipients()).containsExactly("ann@example.com", "dave@example.com");
        assertThat(answer.path("labels").toString()).isEqualTo("[\"replied\"]");
        assertThat(answer.path("subject").asText()).isEqualTo("Re: Hello");
        assertThat(answer.path("in_reply_to").asText()).isEqualTo("<1@example.com>");
        assertThat(answer.path("thread_id")).isEqualTo(api.get(ONE).json().path("thread_id"));
    }

    @Test
    void answerEverybodyAndOneMore() {
        Reply sent =
                api.post(ONE + "/reply-all", "{\"text\":\"Hi\",\"cc\":[\"dave@example.com\",\"bob@example.com\"]}");

        assertThat(sent.status()).isEqualTo(200);
        assertThat(recipients()).containsExactly("ann@example.com", "bob@example.com", "dave@example.com");
    }

    @Test
    void forwardInAThreadOfItsOwn() {
        Reply whole = api.post(ONE + "/forward", "{\"to\":\"dave@example.com\"}");
        Reply own = api.post(ONE + "/forward", "{\"to\":\"eve@example.com\",\"text\":\"FYI, see below.\"}");
        String thread = api.get(ONE).text("thread_id");

        assertThat(opened(whole).path("text").asText()).contains("Question");
        assertThat(opened(whole).path("references").isNull()).isTrue();
        assertThat(opened(own).path("text").asText())
                .startsWith("FYI, see below.")
                .doesNotContain("Question");
        assertThat(opened(own).path("subject").asText()).isEqualTo("Fwd: Hello");
        assertThat(whole.text("thread_id")).isNotEqualTo(thread).isNotEqualTo(own.text("thread_id"));
    }

    @Test
    void sendWithLabelsOfTheCaller() {
        JsonNode sent = opened(api.post(
                MESSAGES + "/send",
                "{\"to\":[\"a@example.com\",\"b@example.com\"],\"bcc\":\"c@example.com\",\"reply_to\":\"r@example.com\",\"labels\":[\"important\"],"
                        + "\"subject\":\"Hello\",\"html\":\"<p>Hi</p>\",\"headers\":{\"X-Custom\":\"value\"}}"));

        assertThat(sent.path("labels").toString()).isEqualTo("[\"important\"]");
        assertThat(recipients()).containsExactly("a@example.com", "b@example.com", "c@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send | {} | 400",
                "send | {\"to\":[]} | 400",
                "send | {\"cc\":\"a@example.com\"} | 400",
                "send | {\"to\":\"nobody\"} | 400",
                "send | {\"to\":7} | 400",
                "send | {\"to\":\"a@example.com\",\"labels\":[\"sent\"]} | 400",
                "send | {\"to\":\"a@example.com\",\"labels\":[\"unread\"]} | 400",
                "send | {\"to\":\"a@example.com\",\"attachments\":[{\"filename\":\"a\"}]} | 400",
                "send | {\"to\":\"a@example.com\",\"attachments\":[{\"content\":\"!\"}]} | 400",
                "send | {\"to\":\"a@example.com\",\"headers\":{\"From\":\"x\"}} | 400",
                "msg_PDJAeD4/reply | {\"text\":\"x\"} | 404",
                "msg_PDJAeD4/forward | {\"to\":\"a@example.com\"} | 404",
                "{one}/forward | {} | 400",
                "{one}/forward | {\"text\":\"x\"} | 400",
                "{one}/reply | {\"text\":1} | 400",
                "{one}/reply-all | {\"cc\":\"nobody\"} | 400",
                "{one}/reply | { | 400"
            })
    void refuseABadRequest(String call, String body, int status) {
        String path = MESSAGES + "/" + call.replace("{one}", InboxAiWords.message("<1@example.com>"));

        Reply refused = api.post(path, body);

        assertThat(refused.status()).as(refused.http().body()).isEqualTo(status);
        assertThat(refused.json().at("/error/code").isTextual()).isTrue();
        assertThat(api.world.outbox.mails()).isEmpty();
    }

    @Test
    void answerARepetitionUnderItsKeyOnce() {
        String body = "{\"to\":\"a@example.com\",\"text\":\"x\"}";
        Reply first = api.exchange(keyed(body));
        Reply second = api.exchange(keyed(body));
        Reply other = api.exchange(keyed("{\"to\":\"b@example.com\"}"));

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(409);
    }

    private HttpRequest.Builder keyed(String body) {
        return api.request(MESSAGES + "/send")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Idempotency-Key", "once")
                .header("Authorization", "Bearer " + api.root);
    }
}
