package io.postroom.routes.inboxai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.core.account.InboxId;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.v0.Api;
import io.postroom.testkit.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageRoutesTest {
    private static final InboxId SUPPORT = new InboxId("support@agents.example");
    private static final String MESSAGES = "/api/v0/inboxes/" + InboxAiWords.inbox(SUPPORT.value()) + "/messages";
    private static final String ONE = MESSAGES + "/" + InboxAiWords.message("<1@example.com>");

    private final Api api = new Api();

    @BeforeEach
    void makeAnInbox() {
        api.post("/api/v0/inboxes", "{\"username\":\"support\",\"display_name\":\"Support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Message deliver(Label... labels) {
        return api.world.deliver(SUPPORT, "<1@example.com>", "Hello", "Text", labels);
    }

    private Labels labels() {
        return api.world
                .messageStore
                .find(SUPPORT, new MessageId("<1@example.com>"))
                .orElseThrow()
                .labels();
    }

    @Test
    void showAMessageThatCame() {
        deliver();

        JsonNode message = api.get(ONE).json();

        assertThat(message.path("direction").asText()).isEqualTo("inbound");
        assertThat(message.path("labels").size()).isZero();
        assertThat(message.path("text").asText()).isEqualTo("Text");
        assertThat(message.path("in_reply_to").isNull()).isTrue();
        assertThat(message.path("references").isNull()).isTrue();
        assertThat(message.path("bcc").isNull()).isTrue();
        assertThat(message.path("html").isNull()).isTrue();
        assertThat(message.path("headers").has("Subject")).isFalse();
        assertThat(message.has("attachments")).isFalse();
        assertThat(message.path("message_id").asText()).isEqualTo(InboxAiWords.message("<1@example.com>"));
    }

    @Test
    void showAMessageThatWasSent() {
        Reply sent = api.post(
                MESSAGES + "/send",
                "{\"to\":\"recipient@example.com\",\"subject\":\"Hello\",\"text\":\"This is a test email.\",\"cc\":null}");

        JsonNode message = api.get(MESSAGES + "/" + sent.text("message_id")).json();

        assertThat(sent.status()).isEqualTo(200);
        assertThat(message.path("direction").asText()).isEqualTo("outbound");
        assertThat(message.path("thread_id").asText()).isEqualTo(sent.text("thread_id"));
        assertThat(message.path("from").asText()).isEqualTo("Support <support@agents.example>");
        assertThat(message.at("/to/0").asText()).isEqualTo("recipient@example.com");
        assertThat(message.path("cc").isNull()).isTrue();
    }

    @Test
    void replaceTheLabelsOfTheCallerAndNoOthers() {
        deliver(new Label("old"), new Label("both"), Label.STARRED);

        Reply labelled = api.patch(ONE, "{\"labels\":[\"important\",\"both\"]}");

        assertThat(labelled.status()).isEqualTo(200);
        assertThat(labelled.json().path("labels").toString()).isEqualTo("[\"both\",\"important\"]");
        assertThat(labelled.text("text")).isEqualTo("Text");
        assertThat(labels().texts()).containsExactly("both", "important", "received", "unread");
        assertThat(api.patch(ONE, "{\"labels\":[]}").json().path("labels").size())
                .isZero();
        assertThat(labels().texts()).containsExactly("received", "unread");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"labels\":null}",
                "{\"labels\":\"one\"}",
                "{\"labels\":[1]}",
                "{\"labels\":[\" \"]}",
                "{\"labels\":[\"sent\"]}",
                "{\"labels\":[\"x\",\"unread\"]}",
                "{\"labels\":[\"trash\"]}",
                "[]"
            })
    void refuseLabelsThatAreNoneOrTheServers(String body) {
        deliver();

        Reply refused = api.patch(ONE, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/message").asText()).isNotEmpty();
        assertThat(labels().texts()).containsExactly("received", "unread");
    }

    @Test
    void findNoMessageUnderAnotherId() {
        deliver();

        for (String id : new String[] {"msg_PDJAeD4", "msg_", "1", "%3C1@example.com%3E", "thr_" + "0".repeat(32)}) {
            assertThat(api.get(MESSAGES + "/" + id).status()).as(id).isEqualTo(404);
            assertThat(api.patch(MESSAGES + "/" + id, "{\"labels\":[]}").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void sayWhereAnAttachmentIs() {
        api.world.deliver(
                SUPPORT,
                TextMessage.of("From: Ann <ann@example.com>\nTo: support@agents.example\nMessage-ID: <1@example.com>\n"
                        + "Subject: x\nX-Attachment: document.pdf|application/pdf|octets\n\nText\n"));
        String id = api.get(ONE).json().at("/attachments/0/attachment_id").asText();

        Reply link = api.get(ONE + "/attachments/" + id);

        assertThat(id).startsWith("att_");
        assertThat(link.status()).isEqualTo(200);
        assertThat(link.text("filename")).isEqualTo("document.pdf");
        assertThat(link.json().path("content_id").isNull()).isTrue();
        assertThat(api.fetch(api.request(link.text("download_url").replaceFirst("^http://[^/]+", "")))
                        .body())
                .contains("octets");
        assertThat(api.get(ONE + "/attachments/att_none").status()).isEqualTo(404);
        assertThat(api.get(ONE + "/attachments/none").status()).isEqualTo(404);
    }

    @Test
    void showAThreadWithAllItsMessagesInTheOrderOfTime() {
        Message first = deliver();
        String thread = "/api/v0/inboxes/" + InboxAiWords.inbox(SUPPORT.value()) + "/threads/thr_"
                + first.thread().toString().replace("-", "");
        for (int i = 0; i < 120; i++) {
            api.world.deliver(
                    SUPPORT,
                    TextMessage.of("From: Ann <ann@example.com>\nTo: support@agents.example\nMessage-ID: <re" + i
                            + "@x>\n" + "In-Reply-To: <1@example.com>\nSubject: Re: Hello\n\nAnswer " + i + "\n"));
        }

        JsonNode opened = api.get(thread).json();

        assertThat(opened.path("message_count").asInt()).isEqualTo(121);
        assertThat(opened.path("messages").size()).isEqualTo(121);
        assertThat(opened.at("/messages/0/text").asText()).isEqualTo("Text");
        assertThat(opened.at("/messages/120/text").asText()).contains("Answer 119");
        Reply deleted = api.delete(thread);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(api.get(thread).status()).isEqualTo(404);
        assertThat(api.get(MESSAGES).json().path("total").asInt()).isZero();
    }
}
