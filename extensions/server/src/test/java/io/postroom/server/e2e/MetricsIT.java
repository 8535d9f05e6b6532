package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import javax.mail.Flags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is counted, measured and on record, of an organisation of its own. */
@ExtendWith(SharedServer.class)
class MetricsIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final Postroom postroom;
    private final RestClient rest;
    private final InboxClient inbox;
    private final InboxClient other;

    MetricsIT(Postroom postroom) {
        this.postroom = postroom;
        rest = postroom.rest()
                .with(Operator.on(postroom).organization("counted").rootKey());
        inbox = new InboxClient(rest, made("/v0/inboxes", "inbox_id"));
        String pod = made("/v0/pods", "pod_id");
        other = new InboxClient(rest, made("/v0/pods/" + pod + "/inboxes", "inbox_id"));
    }

    private String made(String path, String id) {
        return rest.post(path, Map.of()).ok().get(id).asText();
    }

    private Letter deliver(InboxClient to) {
        Letter letter = Letter.to(to.id());
        postroom.deliver(to, letter);
        to.await(letter.messageId());
        return letter;
    }

    private long count(String scope, String type) {
        long sum = 0;
        for (JsonNode point : rest.get(scope + "/metrics/events?period=60").ok().path(type)) {
            sum += point.get("count").asLong();
        }
        return sum;
    }

    private long now(String scope, String type) {
        JsonNode points =
                rest.get(scope + "/metrics/usage?descending=true").ok().path(type);
        return points.path(0).path("value").asLong(-1);
    }

    @Test
    void countsWhatHappensAndMeasuresWhatThereIs() {
        Letter first = deliver(inbox);
        deliver(inbox);
        deliver(other);
        rest.post(inbox.path() + "/messages/send", Map.of("to", other.id(), "subject", "x", "text", "x"))
                .ok();

        Eventually.holds(() -> {
            assertThat(count("/v0", "message.received")).isEqualTo(4);
            assertThat(count("/v0", "message.delivered")).isEqualTo(1);
            assertThat(count(inbox.path(), "message.received")).isEqualTo(2);
            assertThat(count(inbox.path(), "message.sent")).isEqualTo(1);
            assertThat(count(other.path(), "message.received")).isEqualTo(2);
        });
        assertThat(rest.get(inbox.path() + "/metrics").ok().path("message.received"))
                .hasSize(2);
        assertThat(now(inbox.path(), "message_count")).isEqualTo(3);
        assertThat(now("/v0", "message_count")).isEqualTo(5);
        assertThat(now("/v0", "inbox_count")).isEqualTo(2);
        assertThat(now("/v0", "pod_count")).isEqualTo(2);
        long octets = now(inbox.path(), "storage_bytes");

        rest.delete(inbox.messagePath(first.messageId())).ok();

        assertThat(now(inbox.path(), "message_count")).isEqualTo(2);
        assertThat(now(inbox.path(), "storage_bytes")).isLessThan(octets).isPositive();
        assertThat(count(inbox.path(), "message.received")).isEqualTo(2);
        rest.delete(other.path()).ok();
        assertThat(now("/v0", "message_count")).isEqualTo(2);
        assertThat(now("/v0", "inbox_count")).isEqualTo(1);
    }

    @Test
    void tellsWhatTheApiAndAMailClientDidToLabels() throws Exception {
        rest.put(inbox.path() + "/credentials", Map.of("password", PASSWORD)).ok();
        Letter letter = deliver(inbox);
        assertThat(told()).isEmpty();

        inbox.relabel(letter.messageId(), List.of("todo"), List.of());
        try (ImapClient imap = postroom.imap(inbox.id(), PASSWORD)) {
            imap.setFlag("INBOX", letter.messageId(), new Flags(Flags.Flag.FLAGGED), true);
        }

        Eventually.holds(() -> assertThat(told()).contains("label.added starred", "label.added todo"));
    }

    private List<String> told() {
        return InboxClient.elements(rest.get(inbox.path() + "/events").ok().get("events")).stream()
                .map(event -> event.get("event_type").asText() + " "
                        + event.get("label").asText())
                .toList();
    }
}
