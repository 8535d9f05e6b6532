package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A server that has its mail looked through: what becomes of spam and of viruses, and of mail once the scanners are gone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScannersIT {
    private static final FakeScanners SCANNERS = new FakeScanners();
    private static final PostroomServer SERVER = PostroomServer.sandbox(
            "scanners",
            "--set",
            "trust.spam-scanner=" + SCANNERS.rspamdAddress(),
            "--set",
            "trust.virus-scanner=" + SCANNERS.clamdAddress());

    private static Postroom postroom;

    private final InboxClient inbox = postroom.inbox();

    @BeforeAll
    static void start() {
        postroom = SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        SCANNERS.close();
    }

    private List<String> health() {
        JsonNode checks = postroom.webAdmin().get("/healthcheck").json().get("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(check -> check.get("componentName").asText().endsWith(" scanner"))
                .map(check -> check.get("componentName").asText() + ": "
                        + check.get("status").asText())
                .toList();
    }

    @Test
    @Order(1)
    void spamIsKeptAsideWithItsLabelAndToldAsSuch() {
        try (WebhookSink sink = WebhookSink.open()) {
            postroom.subscribe(sink, List.of("message.received", "message.received.spam"), inbox);
            Letter letter = Letter.to(inbox.id()).text(FakeScanners.GTUBE + "\r\n");

            postroom.deliver(inbox, letter);

            JsonNode event = sink.await(letter.messageId()).json();
            assertThat(event.get("event_type").asText()).isEqualTo("message.received.spam");
            assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder("received", "spam", "unread");
            assertThat(inbox.list("limit=10")).isEmpty();
            assertThat(inbox.list("limit=10&include_spam=true")).hasSize(1);
        }
    }

    @Test
    @Order(1)
    void otherMailComesInAsEver() {
        Letter letter = Letter.to(inbox.id());

        postroom.deliver(inbox, letter);

        inbox.await(letter.messageId());
        assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder("received", "unread");
        assertThat(health()).containsExactlyInAnyOrder("Spam scanner: healthy", "Virus scanner: healthy");
    }

    @Test
    @Order(1)
    void aVirusIsRefusedWhileItsSenderIsThere() {
        Letter infected = Letter.to(inbox.id()).text(FakeScanners.EICAR + "\r\n");
        Letter next = Letter.to(inbox.id());

        try (SmtpClient smtp = postroom.smtp()) {
            SmtpClient.Reply reply = smtp.send(inbox.id(), infected);

            assertThat(reply.code()).isEqualTo(550);
            assertThat(reply.text()).startsWith("5.7.0 ").contains("Eicar-Test-Signature");
            assertThat(smtp.send(inbox.id(), next).code()).isEqualTo(250);
        }
        inbox.await(next.messageId());
        assertThat(inbox.everyMessageId()).containsExactly(next.messageId());
    }

    @Test
    @Order(2)
    void withoutTheScannersMailComesInUnlabelledAndTheOperatorReadsWhy() {
        SCANNERS.close();
        Letter letter = Letter.to(inbox.id()).text(FakeScanners.GTUBE + FakeScanners.EICAR + "\r\n");

        postroom.deliver(inbox, letter);

        inbox.await(letter.messageId());
        assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder("received", "unread");
        assertThat(health()).containsExactlyInAnyOrder("Spam scanner: degraded", "Virus scanner: degraded");
    }
}
