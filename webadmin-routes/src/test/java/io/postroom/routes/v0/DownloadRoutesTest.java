package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.Client.Text;
import io.postroom.testkit.TextMessage;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownloadRoutesTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final String ONE = "/v0/inboxes/support@agents.example/messages/%3C1@x%3E";

    private final Api api = new Api();

    @BeforeEach
    void createInbox() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private String attach(String value) {
        api.world.deliver(
                INBOX,
                TextMessage.of("From: a@x\nTo: support@agents.example\nMessage-ID: <1@x>\nX-Attachment: " + value
                        + "\n\nText\n"));
        String id = api.get(ONE).json().at("/attachments/0/attachment_id").asText();
        return pathOf(api.get(ONE + "/attachments/" + id));
    }

    private static String pathOf(Reply reply) {
        return URI.create(reply.text("download_url")).getRawPath();
    }

    private Text fetch(String path) {
        return api.fetch(api.request(path));
    }

    @Test
    void linksToTheMessageAsItCame() {
        TextMessage message = TextMessage.of("<1@x>", "Subject", "Text");
        api.world.deliver(INBOX, message);

        Reply link = api.get(ONE + "/raw");
        Text raw = fetch(pathOf(link));

        assertThat(link.status()).isEqualTo(200);
        assertThat(link.text("message_id")).isEqualTo("<1@x>");
        assertThat(link.json().path("size").asLong()).isEqualTo(message.size());
        assertThat(link.text("download_url")).startsWith("http://127.0.0.1:");
        assertThat(link.text("expires_at")).isEqualTo("2026-03-01T13:00:01.000Z");
        assertThat(raw.status()).isEqualTo(200);
        assertThat(raw.body()).isEqualTo(message.toString());
        assertThat(raw.header("content-type")).isEqualTo("message/rfc822");
        assertThat(raw.header("content-length")).isEqualTo(String.valueOf(message.size()));
        assertThat(raw.header("content-disposition")).startsWith("attachment; filename=\"message.eml\"");
    }

    @Test
    void servesAnAttachmentSoThatItCannotRunInABrowser() {
        Text file = fetch(attach("a \"ü\".csv|text/csv|a,b"));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).isEqualTo("a,b");
        assertThat(file.header("content-type")).isEqualTo("text/csv");
        assertThat(file.header("content-disposition"))
                .isEqualTo("attachment; filename=\"a ___.csv\"; filename*=UTF-8''a%20%22%C3%BC%22.csv");
        assertThat(file.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(file.header("content-security-policy")).isEqualTo("sandbox; default-src 'none'");
        assertThat(file.header("cache-control")).isEqualTo("private, no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "text/html,application/octet-stream",
        "image/svg+xml,application/octet-stream",
        "application/xhtml+xml,application/octet-stream",
        "text/javascript,application/octet-stream",
        "nonsense,application/octet-stream",
        "application/pdf,application/pdf",
        "image/png,image/png",
        "audio/mpeg,audio/mpeg"
    })
    void namesHarmlessTypesOnly(String type, String served) {
        assertThat(fetch(attach("f|" + type + "|x")).header("content-type")).isEqualTo(served);
    }

    @Test
    void servesAnAttachmentWithoutName() {
        assertThat(fetch(attach("|text/plain|x")).header("content-disposition")).isEqualTo("attachment");
    }

    @Test
    void describesTheAttachment() {
        attach("f.pdf|application/pdf|12345");
        String id = api.get(ONE).json().at("/attachments/0/attachment_id").asText();

        Reply link = api.get(ONE + "/attachments/" + id);

        assertThat(link.text("attachment_id")).isEqualTo(id);
        assertThat(link.text("filename")).isEqualTo("f.pdf");
        assertThat(link.json().path("size").asInt()).isEqualTo(5);
        assertThat(link.text("content_type")).isEqualTo("application/pdf");
        assertThat(link.text("content_disposition")).isEqualTo("attachment");
        assertThat(api.get(ONE + "/attachments/none").text("message")).isEqualTo("Attachment not found");
    }

    @Test
    void refusesAChangedLink() {
        String path = attach("f|text/plain|x");

        Text changed = fetch(path.substring(0, path.length() - 2) + "AA");
        Text nonsense = fetch("/v0/downloads/nonsense");

        assertThat(changed.status()).isEqualTo(403);
        assertThat(changed.body()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(nonsense.status()).isEqualTo(403);
    }

    @Test
    void refusesALinkAfterAnHour() {
        String path = attach("f|text/plain|x");
        api.world.clock.advance(Duration.ofMinutes(61));

        assertThat(fetch(path).status()).isEqualTo(403);
    }

    @Test
    void refusesALinkOfASuspendedOrganization() {
        String path = attach("f|text/plain|x");
        api.world.organizations.setSuspended(api.world.organization.id(), true);

        assertThat(fetch(path).status()).isEqualTo(403);
    }

    @Test
    void findsNothingBehindALinkToADeletedMessage() {
        String path = attach("f|text/plain|x");
        api.delete(ONE);

        Text gone = fetch(path);

        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body()).contains("\"not_found\"");
    }
}
