package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job: an inbox by API call, mail in over SMTP, read over REST, told by signed webhook. */
@ExtendWith(SharedServer.class)
class MainJobIT {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final String TWO_TEXTS_AND_A_FILE = """
            --outer\r
            Content-Type: multipart/alternative; boundary=inner\r
            \r
            --inner\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            \r
            Grüße aus Bern\r
            --inner\r
            Content-Type: text/html; charset=utf-8\r
            \r
            <p>Hello <b>there</b></p>\r
            --inner--\r
            --outer\r
            Content-Type: application/pdf; name="plan.pdf"\r
            Content-Disposition: attachment; filename="plan.pdf"\r
            Content-Transfer-Encoding: base64\r
            \r
            JVBERi0xLjQK\r
            --outer--\r
            """;

    private final Postroom postroom;

    MainJobIT(Postroom postroom) {
        this.postroom = postroom;
    }

    private static Letter withFile(InboxClient inbox) {
        return Letter.to(inbox.id()).content("multipart/mixed; boundary=outer", TWO_TEXTS_AND_A_FILE);
    }

    @Test
    void theRootKeyIsInAFileThatOnlyItsOwnerReads() throws Exception {
        String mode = PosixFilePermissions.toString(
                Files.getPosixFilePermissions(postroom.data().resolve("root-api-key")));

        assertThat(mode).isEqualTo("rw-------");
        assertThat(postroom.rest().get("/v0/auth/me").ok().get("scope_type").asText())
                .isEqualTo("organization");
    }

    @Test
    void anInboxIsAnAddressAndIsFoundInAnyCase() {
        InboxClient inbox = postroom.inbox();

        JsonNode found = postroom.rest()
                .get("/v0/inboxes/" + RestClient.segment(inbox.id().toUpperCase(java.util.Locale.ROOT)))
                .ok();

        assertThat(inbox.id()).endsWith("@" + Postroom.DOMAIN);
        assertThat(found.get("inbox_id").asText()).isEqualTo(inbox.id());
    }

    @Test
    void aMessageIsListedAndReadWithItsTextsHeadersAndAttachments() {
        InboxClient inbox = postroom.inbox();
        Letter letter = withFile(inbox).subject("Plans").header("X-Campaign", "spring");

        postroom.deliver(inbox, letter);

        JsonNode message = inbox.await(letter.messageId());
        assertThat(message.get("subject").asText()).isEqualTo("Plans");
        assertThat(message.get("from").asText()).isEqualTo("Ada <" + Letter.SENDER + ">");
        assertThat(message.get("text").asText().strip()).isEqualTo("Grüße aus Bern");
        assertThat(message.get("html").asText().strip()).isEqualTo("<p>Hello <b>there</b></p>");
        assertThat(message.at("/headers/X-Campaign").asText()).isEqualTo("spring");
        assertThat(InboxClient.texts(message.get("labels"))).contains("received", "unread");
        assertThat(message.at("/attachments/0/filename").asText()).isEqualTo("plan.pdf");
        JsonNode item = inbox.list("limit=10").get(0);
        assertThat(item.get("message_id").asText()).isEqualTo(letter.messageId());
        assertThat(item.get("preview").asText()).contains("Grüße");
        assertThat(item.has("text")).isFalse();
    }

    @Test
    void theOriginalOctetsAreBehindASignedLink() {
        InboxClient inbox = postroom.inbox();
        Letter letter = withFile(inbox);
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());

        JsonNode raw =
                inbox.rest().get(inbox.messagePath(letter.messageId()) + "/raw").ok();
        String link = raw.get("download_url").asText();

        assertThat(new String(inbox.raw(letter.messageId()), UTF_8)).endsWith(new String(letter.octets(), UTF_8));
        RestClient.Answer download = postroom.anonymous().get(link);
        assertThat(download.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        assertThat(download.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(postroom.anonymous().get(link + "x").status()).isEqualTo(403);
    }

    @Test
    void anAttachmentIsDownloadedThroughItsMessageAndItsThread() {
        InboxClient inbox = postroom.inbox();
        Letter letter = withFile(inbox);
        postroom.deliver(inbox, letter);
        JsonNode message = inbox.await(letter.messageId());
        String attachment = "/attachments/"
                + RestClient.segment(message.at("/attachments/0/attachment_id").asText());
        String thread = "/threads/" + message.get("thread_id").asText();

        for (String path : List.of(
                inbox.messagePath(letter.messageId()) + attachment,
                inbox.path() + thread + attachment,
                "/v0" + thread + attachment)) {
            JsonNode found = postroom.rest().get(path).ok();
            assertThat(found.get("content_type").asText()).isEqualTo("application/pdf");
            assertThat(postroom.anonymous()
                            .get(found.get("download_url").asText())
                            .text())
                    .isEqualTo("%PDF-1.4\n");
        }
    }

    @Test
    void anAnswerJoinsItsThreadAndASameSubjectDoesNot() {
        InboxClient inbox = postroom.inbox();
        Letter question = Letter.to(inbox.id()).subject("Lunch");
        Letter answer = Letter.to(inbox.id()).subject("Re: Lunch").answering(question);
        Letter other = Letter.to(inbox.id()).subject("Lunch");
        for (Letter letter : List.of(question, answer, other)) {
            postroom.deliver(inbox, letter);
            inbox.await(letter.messageId());
        }

        String threadId = inbox.get(question.messageId()).ok().get("thread_id").asText();
        JsonNode thread = postroom.rest().get("/v0/threads/" + threadId).ok();

        assertThat(InboxClient.elements(thread.get("messages")))
                .extracting(message -> message.get("message_id").asText())
                .containsExactly(question.messageId(), answer.messageId());
        assertThat(thread.get("message_count").asInt()).isEqualTo(2);
        assertThat(inbox.rest()
                        .get(inbox.path() + "/threads?limit=10")
                        .ok()
                        .get("threads")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void labelsAreSetFilteredAndTakenAway() {
        InboxClient inbox = postroom.inbox();
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        postroom.deliver(inbox, Letter.to(inbox.id()));
        inbox.await(letter.messageId());

        inbox.relabel(letter.messageId(), List.of("invoice"), List.of("unread"));

        assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder("received", "invoice");
        assertThat(inbox.list("labels=invoice"))
                .extracting(message -> message.get("message_id").asText())
                .containsExactly(letter.messageId());
        inbox.relabel(letter.messageId(), List.of(), List.of("invoice"));
        assertThat(inbox.list("labels=invoice")).isEmpty();
    }

    @Test
    void aWebhookTellsOfAMessageWithinTwoSecondsSignedForBothFamiliesOfLibraries() {
        InboxClient inbox = postroom.inbox();
        try (WebhookSink sink = WebhookSink.open()) {
            JsonNode webhook = postroom.subscribe(sink, inbox);
            Letter letter = withFile(inbox);

            postroom.deliver(inbox, letter);
            long accepted = System.nanoTime();
            WebhookSink.Call call = sink.await(TWO_SECONDS, letter.messageId());

            assertThat(Duration.ofNanos(call.nanoTime() - accepted)).isLessThan(TWO_SECONDS);
            Webhook verifier = new Webhook(webhook.get("secret").asText());
            for (String family : List.of("webhook-", "svix-")) {
                assertThatCode(() -> verifier.verify(new String(call.body(), UTF_8), signatureOf(call, family)))
                        .doesNotThrowAnyException();
                assertThatThrownBy(
                                () -> verifier.verify(new String(call.body(), UTF_8) + " ", signatureOf(call, family)))
                        .isInstanceOf(WebhookVerificationException.class);
            }
        }
    }

    /** The three headers of one family, under the names the library looks for. */
    private static HttpHeaders signatureOf(WebhookSink.Call call, String family) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : List.of("id", "timestamp", "signature")) {
            headers.put("webhook-" + name, List.of(call.header(family + name)));
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @Test
    void aWebhookCarriesTheWholeMessageAndItsThread() {
        InboxClient inbox = postroom.inbox();
        try (WebhookSink sink = WebhookSink.open()) {
            postroom.subscribe(sink, inbox);
            Letter letter = withFile(inbox);

            postroom.deliver(inbox, letter);
            WebhookSink.Call call = sink.await(letter.messageId());

            JsonNode event = call.json();
            assertThat(event.get("type").asText()).isEqualTo("event");
            assertThat(event.get("event_type").asText()).isEqualTo("message.received");
            assertThat(event.get("event_id").asText()).isEqualTo(call.header("svix-id"));
            assertThat(event.at("/message/text").asText()).contains("Grüße");
            assertThat(event.at("/message/attachments/0/filename").asText()).isEqualTo("plan.pdf");
            assertThat(event.at("/thread/last_message_id").asText()).isEqualTo(letter.messageId());
            assertThat(event.at("/thread/thread_id")).isEqualTo(event.at("/message/thread_id"));
        }
    }

    @Test
    void aDeletedMessageIsGoneEverywhere() {
        InboxClient inbox = postroom.inbox();
        Letter letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        String thread = inbox.await(letter.messageId()).get("thread_id").asText();

        int status = inbox.rest().delete(inbox.messagePath(letter.messageId())).status();

        assertThat(status).isEqualTo(204);
        assertThat(inbox.get(letter.messageId()).status()).isEqualTo(404);
        assertThat(inbox.everyMessageId()).isEmpty();
        assertThat(inbox.rest().get("/v0/threads/" + thread).status()).isEqualTo(404);
    }
}
