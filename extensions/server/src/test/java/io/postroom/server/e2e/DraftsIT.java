package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drafts over the API and over IMAP at the same time, and what another mail server gets of them. */
@ExtendWith(RoughServer.class)
class DraftsIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final int SCHEDULED = 8;

    private final PostroomServer server;
    private final SmtpPeer peer;
    private final Postroom postroom;
    private final InboxClient inbox;
    private final String drafts;
    private final String remote = "u" + UUID.randomUUID() + "@elsewhere.example";

    DraftsIT(PostroomServer server, SmtpPeer peer) {
        this.server = server;
        this.peer = peer;
        this.postroom = server.clients();
        this.inbox = postroom.inbox();
        this.drafts = inbox.path() + "/drafts";
    }

    private JsonNode create(Map<String, Object> body) {
        return inbox.rest().post(drafts, body).ok();
    }

    private String path(JsonNode draft) {
        return drafts + "/" + draft.get("draft_id").asText();
    }

    private JsonNode get(JsonNode draft) {
        return inbox.rest().get(path(draft)).ok();
    }

    private List<JsonNode> listed() {
        return InboxClient.elements(inbox.rest().get(drafts).ok().get("drafts"));
    }

    private ImapClient imap() throws Exception {
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
        return postroom.imap(inbox.id(), PASSWORD);
    }

    private static String messageId(String mail) {
        return mail.lines()
                .filter(line -> line.startsWith("Message-ID: "))
                .findFirst()
                .orElseThrow()
                .substring("Message-ID: ".length());
    }

    @Test
    void aPersonEditsADraftOverImapAndTheApiShowsIt() throws Exception {
        byte[] file = {0, 1, (byte) 0xFF};
        JsonNode draft = create(Map.of(
                "to",
                List.of(remote),
                "bcc",
                List.of("hidden@elsewhere.example"),
                "subject",
                "Angebot für März",
                "text",
                "Erste Zeile ☕\nzweite Zeile",
                "client_id",
                "offer",
                "attachments",
                List.of(Map.of(
                        "filename", "a.bin", "content", Base64.getEncoder().encodeToString(file)))));
        assertThat(get(draft)).isEqualTo(draft);
        assertThat(draft.get("text").asText()).isEqualTo("Erste Zeile ☕\nzweite Zeile");

        try (ImapClient imap = imap()) {
            String mail = imap.newest("Drafts");
            String id = messageId(mail);
            String edited = mail.replaceFirst("Subject: [^\r\n]*", "Subject: By hand");
            imap.append("Drafts", edited.getBytes(StandardCharsets.UTF_8));
            imap.delete("Drafts", id);

            Eventually.holds(
                    () -> assertThat(get(draft).path("subject").asText()).isEqualTo("By hand"));
            JsonNode after = get(draft);
            assertThat(after.get("text")).isEqualTo(draft.get("text"));
            assertThat(after.get("attachments")).isEqualTo(draft.get("attachments"));
            assertThat(after.get("client_id").asText()).isEqualTo("offer");
            assertThat(listed()).hasSize(1);

            inbox.rest().patch(path(draft), Map.of("text", "From the API")).ok();
            Eventually.holds(() -> assertThat(imap.count("Drafts")).isEqualTo(1));
            assertThat(imap.newest("Drafts")).contains("Subject: By hand");

            inbox.rest().delete(path(draft));
            Eventually.holds(() -> assertThat(imap.count("Drafts")).isZero());
        }
        assertThat(inbox.rest().get(path(draft)).status()).isEqualTo(404);
        assertThat(inbox.everyMessageId()).isEmpty();
    }

    @Test
    void whatIsNotNamedStaysAndNullClears() {
        JsonNode draft = create(Map.of("subject", "S", "text", "T", "html", "<p>H ☕", "reply_to", List.of(remote)));

        inbox.rest().patch(path(draft), Map.of("subject", "Other")).ok();

        assertThat(get(draft).get("html").asText()).isEqualTo("<p>H ☕");
        assertThat(get(draft).get("reply_to")).isEqualTo(draft.get("reply_to"));
        JsonNode html = inbox.rest()
                .patch(path(draft), Map.of("text", "", "html", "<b>"))
                .ok();
        assertThat(html.has("text")).isFalse();
        assertThat(html.get("html").asText()).isEqualTo("<b>");
        Map<String, Object> nothing = new HashMap<>();
        List.of("html", "subject", "reply_to").forEach(field -> nothing.put(field, null));
        JsonNode empty = inbox.rest().patch(path(draft), nothing).ok();
        assertThat(empty.has("html") || empty.has("subject") || empty.has("reply_to"))
                .isFalse();
        assertThat(get(draft)).isEqualTo(empty);
    }

    @Test
    void aMailClientsOwnDraftIsListedAndSent() throws Exception {
        try (ImapClient imap = imap()) {
            imap.append(
                    "Drafts",
                    Letter.to(remote).header("From", inbox.id()).subject("Mine").text("Written by hand.\r\n"));
            Eventually.holds(() -> assertThat(listed()).hasSize(1));
            JsonNode draft = listed().get(0);
            assertThat(draft.get("subject").asText()).isEqualTo("Mine");
            assertThat(InboxClient.elements(
                            postroom.rest().get("/v0/drafts").ok().get("drafts")))
                    .extracting(item -> item.get("draft_id").asText())
                    .contains(draft.get("draft_id").asText());

            JsonNode sent = inbox.rest().post(path(draft) + "/send", Map.of()).ok();

            SmtpPeer.Mail mail = peer.await(remote);
            assertThat(mail.text()).contains("Subject: Mine").contains("Written by hand.");
            assertThat(inbox.await(sent.get("message_id").asText()).get("thread_id"))
                    .isEqualTo(sent.get("thread_id"));
            assertThat(listed()).isEmpty();
            assertThat(imap.count("Drafts")).isZero();
        }
    }

    @Test
    void anAnswerThatIsADraftJoinsTheThread() {
        Letter letter = Letter.to(inbox.id()).subject("Question").header("Reply-To", remote);
        postroom.deliver(inbox, letter);
        JsonNode question = inbox.await(letter.messageId());

        JsonNode draft = create(Map.of("in_reply_to", letter.messageId(), "text", "Answer"));
        JsonNode sent = inbox.rest()
                .call(
                        "POST",
                        path(draft) + "/send",
                        Optional.of(RestClient.write(Map.of())),
                        Map.of("Idempotency-Key", "answer-1"))
                .ok();

        assertThat(draft.get("subject").asText()).isEqualTo("Re: Question");
        assertThat(draft.get("to").get(0).asText()).isEqualTo(remote);
        assertThat(sent.get("thread_id")).isEqualTo(question.get("thread_id"));
        assertThat(peer.await(remote).text())
                .contains("In-Reply-To: " + letter.messageId())
                .doesNotContainIgnoringCase("x-postroom");
        JsonNode again = inbox.rest()
                .call(
                        "POST",
                        path(draft) + "/send",
                        Optional.of(RestClient.write(Map.of())),
                        Map.of("Idempotency-Key", "answer-1"))
                .ok();
        assertThat(again).isEqualTo(sent);
        assertThat(peer.mailsTo(remote)).hasSize(1);
    }

    @Test
    void aScheduledDraftLeavesInItsSecond() {
        Instant time = Instant.now().plusSeconds(4);
        JsonNode draft = create(Map.of("to", remote, "subject", "Later", "send_at", time.toString()));
        assertThat(draft.get("send_status").asText()).isEqualTo("scheduled");
        JsonNode never = create(Map.of("to", remote, "subject", "Never", "send_at", time.toString()));
        Map<String, Object> takenBack = new HashMap<>();
        takenBack.put("send_at", null);
        inbox.rest().patch(path(never), takenBack).ok();

        Eventually.holds(
                () -> assertThat(inbox.rest().get(path(draft)).status()).isEqualTo(404));

        assertThat(Instant.now()).isAfterOrEqualTo(time);
        JsonNode sent =
                Eventually.get("message", () -> inbox.list("limit=10").stream().findFirst());
        assertThat(Instant.parse(sent.get("timestamp").asText())).isBetween(time.minusMillis(1), time.plusSeconds(1));
        peer.await(remote);
        assertThat(listed()).extracting(item -> item.get("subject").asText()).containsExactly("Never");
        assertThat(peer.mailsTo(remote)).hasSize(1);
    }

    @Test
    void whatCannotBeSentAtItsTimeSaysSo() {
        JsonNode draft = create(Map.of(
                "subject", "Nobody", "send_at", Instant.now().plusSeconds(1).toString()));

        Eventually.holds(
                () -> assertThat(get(draft).get("send_status").asText()).isEqualTo("failed"));

        assertThat(get(draft).get("send_error").asText()).contains("nobody to send to");
        assertThat(get(draft).get("labels").toString()).doesNotContain("scheduled");
    }

    /** Some are due while nothing runs, and the process is killed while others are being sent. */
    @Test
    void aKilledServerSendsEachScheduledDraftOnce() {
        Instant time = Instant.now().plusSeconds(6);
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < SCHEDULED; i++) {
            String recipient = i + remote;
            recipients.add(recipient);
            create(Map.of("to", recipient, "subject", "n" + i, "send_at", time.toString()));
        }
        JsonNode later =
                create(Map.of("to", remote, "send_at", time.plusSeconds(2).toString()));
        Duration untilThen = Duration.between(Instant.now(), time.plusMillis(600));
        Eventually.await(new CountDownLatch(1), untilThen);

        server.kill();
        server.launch();
        server.awaitHealthy();

        Eventually.holds(Duration.ofSeconds(90), () -> assertThat(listed()).isEmpty());
        assertThat(inbox.rest().get(path(later)).status()).isEqualTo(404);
        assertThat(inbox.everyMessageId()).hasSize(SCHEDULED + 1);
        for (String recipient : recipients) {
            peer.await(recipient);
            assertThat(peer.mailsTo(recipient).stream()
                            .map(mail -> messageId(mail.text()))
                            .distinct())
                    .hasSize(1);
        }
        peer.await(remote);
    }
}
