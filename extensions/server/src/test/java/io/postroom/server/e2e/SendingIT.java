package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.TextBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mail sent over the API, as another mail server gets it; that server's parser is mime4j's, the writer is another library. */
@ExtendWith(SharedServer.class)
class SendingIT {
    private static final List<String> OUTCOMES = List.of("message.sent", "message.delivered", "message.received");

    private static final byte[] IMAGE = {1, 2, 3, (byte) 0xFF, 0};

    private static final String PASSWORD = "correct horse battery staple";

    private final Postroom postroom;
    private final SmtpPeer peer;
    private final InboxClient inbox;
    private final WebhookSink sink = WebhookSink.open();
    private final String remote = "u" + UUID.randomUUID() + "@elsewhere.example";

    SendingIT(Postroom postroom, SmtpPeer peer) {
        this.postroom = postroom;
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    @AfterEach
    void closeSink() {
        sink.close();
    }

    private JsonNode send(Map<String, Object> body) {
        return inbox.rest().post(inbox.path() + "/messages/send", body).ok();
    }

    /** The part of this name in the first event of this type about the message. */
    private JsonNode event(String type, String part, String messageId) {
        return Eventually.get(
                Duration.ofSeconds(40),
                type,
                () -> sink.calls().stream()
                        .map(WebhookSink.Call::json)
                        .filter(event -> event.get("event_type").asText().equals(type))
                        .map(event -> event.get(part))
                        .filter(about -> about.get("message_id").asText().equals(messageId))
                        .findFirst());
    }

    /** Of whom it was told that the message reached them, as often as it was. */
    private List<String> delivered(String messageId) {
        return sink.calls().stream()
                .map(WebhookSink.Call::json)
                .filter(event -> event.get("event_type").asText().equals("message.delivered"))
                .map(event -> event.get("delivery"))
                .filter(about -> about.get("message_id").asText().equals(messageId))
                .flatMap(about -> InboxClient.texts(about.get("recipients")).stream())
                .toList();
    }

    /** A message that has one of everything. */
    private Map<String, Object> rich() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("to", "Zoë, Ltd. <" + remote + ">");
        body.put("cc", List.of("copy@elsewhere.example"));
        body.put("bcc", "hidden@elsewhere.example");
        body.put("reply_to", "answers@elsewhere.example");
        body.put("subject", "Grüße, 世界 — =?utf-8?q?no?=");
        body.put("text", "Guten Tag ☕\n.\nEnde");
        body.put("html", "<p>Guten Tag <img src=\"cid:logo@x\"></p>");
        body.put("headers", Map.of("X-Ticket", "4711 é"));
        body.put("labels", List.of("outreach"));
        Map<String, String> logo = new LinkedHashMap<>();
        logo.put("filename", "logo.png");
        logo.put("content_type", "image/png");
        logo.put("content_disposition", "inline");
        logo.put("content_id", "logo@x");
        logo.put("content", base64(IMAGE));
        byte[] bill = "5 €".getBytes(StandardCharsets.UTF_8);
        body.put("attachments", List.of(logo, Map.of("filename", "Rechnung März.txt", "content", base64(bill))));
        return body;
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    @Test
    void aMessageArrivesWithTheHeaderItWasGiven() throws Exception {
        String id = send(rich()).get("message_id").asText();

        SmtpPeer.Mail mail = peer.await(remote);
        Message message = ParsedMail.of(mail);
        assertThat(mail.sender()).isEqualTo(inbox.id());
        assertThat(mail.recipients())
                .containsExactlyInAnyOrder(remote, "copy@elsewhere.example", "hidden@elsewhere.example");
        assertThat(mail.text()).doesNotContain("hidden@").doesNotContainIgnoringCase("\nbcc:");
        assertThat(message.getMessageId()).isEqualTo(id).endsWith("@" + Postroom.DOMAIN + ">");
        assertThat(message.getSubject()).isEqualTo("Grüße, 世界 — =?utf-8?q?no?=");
        assertThat(message.getTo().flatten().get(0).getName()).isEqualTo("Zoë, Ltd.");
        assertThat(message.getCc().flatten().get(0).getAddress()).isEqualTo("copy@elsewhere.example");
        assertThat(message.getReplyTo().flatten().get(0).getAddress()).isEqualTo("answers@elsewhere.example");
        assertThat(message.getDate()).isNotNull();
    }

    @Test
    void aMessageArrivesWithItsTextsAndFiles() throws Exception {
        send(rich());

        List<Entity> mixed = ParsedMail.parts(ParsedMail.of(peer.await(remote)));
        List<Entity> alternative = ParsedMail.parts(mixed.get(0));
        assertThat(ParsedMail.text(alternative.get(0))).isEqualTo("Guten Tag ☕\r\n.\r\nEnde");
        List<Entity> related = ParsedMail.parts(alternative.get(1));
        assertThat(((TextBody) related.get(0).getBody()).getMimeCharset()).isEqualToIgnoringCase("utf-8");
        assertThat(ParsedMail.text(related.get(0))).contains("cid:logo@x");
        assertThat(ParsedMail.content(related.get(1))).isEqualTo(IMAGE);
        assertThat(related.get(1).getHeader().getField("Content-ID").getBody()).isEqualTo("<logo@x>");
        assertThat(mixed.get(1).getFilename()).isEqualTo("Rechnung März.txt");
        assertThat(ParsedMail.text(mixed.get(1))).isEqualTo("5 €");
    }

    @Test
    void theSenderHearsThatItLeftAndArrived() {
        postroom.subscribe(sink, OUTCOMES, inbox);

        JsonNode sent = send(rich());

        String id = sent.get("message_id").asText();
        JsonNode told = event("message.sent", "send", id);
        assertThat(told.get("thread_id")).isEqualTo(sent.get("thread_id"));
        assertThat(InboxClient.texts(told.get("recipients")))
                .containsExactlyInAnyOrder(remote, "copy@elsewhere.example", "hidden@elsewhere.example");
        Eventually.holds(
                Duration.ofSeconds(40),
                () -> assertThat(delivered(id))
                        .containsExactlyInAnyOrder(remote, "copy@elsewhere.example", "hidden@elsewhere.example"));
        JsonNode copy = inbox.await(id);
        assertThat(InboxClient.texts(copy.get("bcc"))).containsExactly("hidden@elsewhere.example");
        assertThat(copy.get("headers").get("X-Ticket").asText()).isEqualTo("4711 é");
        Eventually.holds(() -> assertThat(inbox.labels(id)).containsExactlyInAnyOrder("delivered", "outreach", "sent"));
    }

    @Test
    void anAnswerOfThePeerAndOursToItJoinTheThread() throws Exception {
        JsonNode sent = send(Map.of("to", remote, "subject", "Question", "text", "?"));
        String first = sent.get("message_id").asText();
        Letter answer = Letter.to(inbox.id())
                .subject("Re: Question")
                .header("In-Reply-To", first)
                .header("References", first)
                .header("Reply-To", remote);
        postroom.deliver(inbox, answer);
        JsonNode received = inbox.await(answer.messageId());
        peer.await(remote);

        JsonNode reply = inbox.rest()
                .post(inbox.messagePath(answer.messageId()) + "/reply", Map.of("text", "Thanks"))
                .ok();

        assertThat(received.get("thread_id")).isEqualTo(sent.get("thread_id"));
        assertThat(reply.get("thread_id")).isEqualTo(sent.get("thread_id"));
        SmtpPeer.Mail second = Eventually.get(
                "the reply", () -> peer.mailsTo(remote).stream().skip(1).findFirst());
        Message message = ParsedMail.of(second);
        assertThat(message.getSubject()).isEqualTo("Re: Question");
        assertThat(message.getHeader().getField("In-Reply-To").getBody()).isEqualTo(answer.messageId());
        assertThat(message.getHeader().getField("References").getBody().split("\\s+"))
                .containsExactly(first, answer.messageId());
    }

    @Test
    void anAnswerToAllReachesEverybodyButUs() throws Exception {
        Letter letter = Letter.to(inbox.id() + ", Bob <bob@elsewhere.example>")
                .header("From", "Ada <" + remote + ">")
                .header("Cc", "carol@elsewhere.example, ADA <" + remote + ">");
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());

        inbox.rest()
                .post(inbox.messagePath(letter.messageId()) + "/reply-all", Map.of("text", "All"))
                .ok();

        assertThat(peer.await(remote).recipients())
                .containsExactlyInAnyOrder(remote, "bob@elsewhere.example", "carol@elsewhere.example");
    }

    @Test
    void mailBetweenInboxesHasEventsOnBothSides() {
        InboxClient other = postroom.inbox();
        postroom.subscribe(sink, OUTCOMES, inbox, other);

        String id = send(Map.of("to", List.of(other.id()), "subject", "Hello", "text", "Hi"))
                .get("message_id")
                .asText();

        event("message.sent", "send", id);
        JsonNode delivered = event("message.delivered", "delivery", id);
        assertThat(delivered.get("inbox_id").asText()).isEqualTo(inbox.id());
        assertThat(InboxClient.texts(delivered.get("recipients"))).containsExactly(other.id());
        assertThat(event("message.received", "message", id).get("inbox_id").asText())
                .isEqualTo(other.id());
        assertThat(InboxClient.texts(other.await(id).get("labels"))).contains("received", "unread");
    }

    @Test
    void mailToItselfIsOneMessageSentAndReceived() {
        postroom.subscribe(sink, OUTCOMES, inbox);

        String id = send(Map.of("to", inbox.id(), "subject", "Note", "text", "to self"))
                .get("message_id")
                .asText();

        event("message.received", "message", id);
        assertThat(inbox.labels(id)).contains("sent", "received", "unread");
        assertThat(inbox.everyMessageId()).containsExactly(id);
    }

    @Test
    void mailThatIsPutOffIsTriedAgainAndArrivesOnce() {
        postroom.subscribe(sink, OUTCOMES, inbox);
        peer.answer((stage, line) -> stage.equals("RCPT") && line.contains(remote) && peer.heard(line) < 2
                ? "450 4.2.1 come back later"
                : SmtpPeer.USUAL);

        String id =
                send(Map.of("to", remote, "text", "patience")).get("message_id").asText();

        event("message.delivered", "delivery", id);
        assertThat(peer.mailsTo(remote)).hasSize(1);
    }

    private RestClient.Answer keyed(String key, Map<String, Object> body) {
        return inbox.rest()
                .call(
                        "POST",
                        inbox.path() + "/messages/send",
                        Optional.of(RestClient.write(body)),
                        Map.of("Idempotency-Key", key));
    }

    @Test
    void aKeyIsGoodForOneMessage() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("to", remote, "subject", "Order", "text", "once");

        JsonNode first = keyed(key, body).ok();

        assertThat(keyed(key, body).ok()).isEqualTo(first);
        RestClient.Answer other = keyed(key, Map.of("to", remote, "subject", "Order", "text", "twice"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.headers().firstValue("x-should-retry")).contains("false");
        assertThat(keyed("", body).status()).isEqualTo(400);
        peer.await(remote);
        assertThat(peer.mailsTo(remote)).hasSize(1);
        assertThat(inbox.everyMessageId()).hasSize(1);
    }

    @Test
    void badInputIsRefusedWithItsFieldAndNothingIsSent() {
        assertRefused(Map.of("to", "a@b.example\r\nBcc: x@y.example"), "to");
        assertRefused(Map.of("to", remote, "subject", "a\nBcc: x@y.example"), "subject");
        assertRefused(Map.of("to", remote, "headers", Map.of("Bcc", "x@y.example")), "headers", "Bcc");
        assertRefused(Map.of("to", remote, "headers", Map.of("X-A", "b\r\nX-C: d")), "headers", "X-A");
        assertRefused(
                Map.of("to", remote, "attachments", List.of(Map.of("filename", "a", "content", "%%%"))),
                "attachments",
                "0",
                "content");
        assertThat(inbox.rest()
                        .post(inbox.path() + "/messages/send", Map.of("text", "nobody"))
                        .status())
                .isEqualTo(422);
        assertThat(inbox.everyMessageId()).isEmpty();
        assertThat(peer.mailsTo(remote)).isEmpty();
    }

    private void assertRefused(Map<String, Object> body, String... path) {
        RestClient.Answer answer = inbox.rest().post(inbox.path() + "/messages/send", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(InboxClient.texts(answer.json().at("/errors/0/path"))).containsExactly(path);
    }

    @Test
    void theCopyLiesInSentForMailClients() throws Exception {
        String id = send(Map.of("to", remote, "subject", "Copy", "text", "x"))
                .get("message_id")
                .asText();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();

        try (ImapClient imap = postroom.imap(inbox.id(), PASSWORD)) {
            assertThat(imap.flags("Sent", id)).isPresent();
        }
    }
}
