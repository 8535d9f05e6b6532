package io.postroom.server.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job in a James that is not ours: its own jars, our {@code extensions-jars/}, and three of its files. */
class DropInIT {
    private static StockJames james;

    @BeforeAll
    static void start() {
        Optional<Path> libraries = StockJames.libraries();
        Assumptions.assumeTrue(libraries.isPresent(), "the stock James is built by a build of all modules");
        james = StockJames.start(libraries.get());
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(james).ifPresent(StockJames::close);
    }

    @Test
    void mailIsReceivedListedReadAndTold() throws WebhookVerificationException {
        try (WebhookSink sink = WebhookSink.open()) {
            InboxClient inbox = InboxClient.create(james.rest(), "support");
            JsonNode webhook = james.rest()
                    .post("/v0/webhooks", Map.of("url", sink.url(), "event_types", List.of("message.received")))
                    .ok();
            Letter letter = Letter.to(inbox.id()).subject("Plans");

            try (SmtpClient smtp = SmtpClient.connect(james.smtpPort())) {
                assertThat(smtp.send(inbox.id(), letter).code()).isEqualTo(250);
            }

            JsonNode message = inbox.await(letter.messageId());
            assertThat(message.get("subject").asText()).isEqualTo("Plans");
            assertThat(InboxClient.texts(message.get("labels"))).contains("received", "unread");
            assertThat(inbox.everyMessageId()).containsExactly(letter.messageId());
            assertThat(new String(inbox.raw(letter.messageId()), StandardCharsets.UTF_8))
                    .endsWith(new String(letter.octets(), StandardCharsets.UTF_8));
            WebhookSink.Call call = sink.await(letter.messageId());
            new Webhook(webhook.get("secret").asText())
                    .verify(new String(call.body(), StandardCharsets.UTF_8), call.headers());
        }
    }

    @Test
    void thoseWhoWaitAreToldOfMailAsItComes() {
        InboxClient inbox = InboxClient.create(james.rest(), "waiting");
        String end = new EventLogClient(james.rest()).end();
        CompletableFuture<JsonNode> events = answer("/v0/events?wait=55&inbox_ids=" + inbox.id() + "&after=" + end);
        CompletableFuture<JsonNode> mail =
                answer(inbox.path() + "/messages/wait?timeout=55&after=2000-01-01T00:00:00Z");
        Letter letter = Letter.to(inbox.id());

        try (SmtpClient smtp = SmtpClient.connect(james.smtpPort())) {
            assertThat(smtp.send(inbox.id(), letter).code()).isEqualTo(250);
        }

        assertThat(events.join().at("/events/0/message/message_id").asText()).isEqualTo(letter.messageId());
        assertThat(mail.join().at("/messages/0/message_id").asText()).isEqualTo(letter.messageId());
    }

    private static CompletableFuture<JsonNode> answer(String path) {
        return CompletableFuture.supplyAsync(() -> james.rest().get(path).ok(), task -> new Thread(task).start());
    }

    @Test
    void anUnknownRecipientIsRefused() {
        try (SmtpClient smtp = SmtpClient.connect(james.smtpPort())) {
            SmtpClient.Reply reply = smtp.send("nobody@agents.localhost", Letter.to("nobody@agents.localhost"));

            assertThat(reply.code()).isEqualTo(550);
        }
    }

    @Test
    void noKeyMeansNoAnswer() {
        assertThat(james.rest().withoutKey().get("/v0/inboxes").status()).isIn(401, 403);
    }

    @Test
    void noLibraryIsBroughtThatJamesHas() throws IOException {
        Set<String> brought = names(StockJames.packaged("extensions-jars"));

        assertThat(brought).contains("postroom-server", "postroom-mailets", "okhttp");
        assertThat(brought)
                .doesNotContainAnyElementsOf(names(StockJames.libraries().orElseThrow()));
    }

    /** The artifacts in {@code directory}, without their versions. */
    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> jars = Files.list(directory)) {
            return jars.map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                    .collect(toSet());
        }
    }
}
