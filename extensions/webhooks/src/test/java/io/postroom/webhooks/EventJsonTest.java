package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.signal.Names;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private final FakeMailboxes mailboxes = new FakeMailboxes();
    private final EventJson json = new EventJson(new EventFields(mailboxes, new PlainParser(), inbox -> Names.NONE));

    @Test
    void tellsTheWholeMessageAndItsThread() throws IOException {
        MailEvent event = eventOf(TextMessage.of("<m@example.com>", "Hello", "some text"));

        JsonNode told = read(json.payload(Fixtures.webhook(1), event));

        assertThat(told.fieldNames())
                .toIterable()
                .containsExactly("type", "event_type", "event_id", "message", "thread");
        assertThat(told.path("type").asText()).isEqualTo("event");
        assertThat(told.path("event_type").asText()).isEqualTo("message.received");
        assertThat(told.path("event_id").asText()).isEqualTo(event.id().value());
        assertThat(told.path("message").path("text").asText()).isEqualTo("some text");
        assertThat(told.path("message").path("extracted_text").asText()).isEqualTo("some text");
        assertThat(told.path("message").path("headers").path("Subject").asText())
                .isEqualTo("Hello");
        assertThat(told.path("message").path("size").isIntegralNumber()).isTrue();
        assertThat(told.path("thread").path("message_count").asInt()).isEqualTo(1);
    }

    @Test
    void tellsWhatTheLogKnowsOfAMessageThatIsGone() throws IOException {
        MailEvent event = Fixtures.received(Fixtures.message(1).build());

        JsonNode message = read(json.payload(Fixtures.webhook(1), event)).path("message");

        assertThat(message.path("subject").asText()).isEqualTo("Subject 1");
        assertThat(message.has("text")).isFalse();
        assertThat(message.has("headers")).isFalse();
    }

    @Test
    void leavesTextsOutOfALargePayload() throws IOException {
        MailEvent event = eventOf(TextMessage.of("<m@example.com>", "Hello", "x".repeat(EventJson.MAX_OCTETS)));

        byte[] payload = json.payload(Fixtures.webhook(1), event);

        assertThat(payload).hasSizeLessThan(EventJson.MAX_OCTETS);
        assertThat(read(payload).path("message").has("text")).isFalse();
        assertThat(read(payload).path("message").has("extracted_text")).isFalse();
        assertThat(read(payload).path("message").has("headers")).isTrue();
    }

    @Test
    void leavesHeadersOutTooWhereTheyAreLarge() throws IOException {
        MailEvent event = eventOf(TextMessage.of("<m@example.com>", "x".repeat(EventJson.MAX_OCTETS), "text"));

        assertThat(json.payload(Fixtures.webhook(1), event)).hasSizeLessThan(EventJson.MAX_OCTETS);
    }

    @Test
    void writesHalfACharacterAsAQuestionMark() throws IOException {
        MailEvent event =
                Fixtures.received(Fixtures.message(1).subject("a\ud83d").build());

        assertThat(read(json.payload(Fixtures.webhook(1), event))
                        .path("message")
                        .path("subject")
                        .asText())
                .isEqualTo("a?");
    }

    private MailEvent eventOf(TextMessage mail) {
        MailboxMessageId stored = mailboxes.append(Fixtures.SUPPORT, mail, Labels.NONE, Fixtures.NOW);
        return Fixtures.received(Fixtures.message(1).storedAs(stored).build());
    }

    private static JsonNode read(byte[] payload) throws IOException {
        return new ObjectMapper().readTree(new String(payload, StandardCharsets.UTF_8));
    }
}
