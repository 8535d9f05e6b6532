package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.testkit.dns.LocalDns;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail that another server refuses, gives back or complains of, and what its sender and the operator see of that. */
@ExtendWith(SharedServer.class)
class BouncesIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> OUTCOMES =
            List.of("message.sent", "message.delivered", "message.bounced", "message.complained", "message.rejected");

    private final Postroom postroom;
    private final SmtpPeer peer;
    private final LocalDns dns;
    private final WebhookSink sink = WebhookSink.open();
    private InboxClient inbox;
    private final String remote = "u" + UUID.randomUUID() + "@elsewhere.example";

    BouncesIT(Postroom postroom, SmtpPeer peer, LocalDns dns) {
        this.postroom = postroom;
        this.peer = peer;
        this.dns = dns;
        this.inbox = postroom.inbox();
    }

    @BeforeEach
    void begin() {
        postroom.subscribe(sink, OUTCOMES, inbox);
    }

    @AfterEach
    void end() {
        sink.close();
        peer.answer((stage, line) -> SmtpPeer.USUAL);
    }

    private String send(Object to) {
        return inbox.rest()
                .post(inbox.path() + "/messages/send", Map.of("to", to, "subject", "Hello", "text", "Hi"))
                .ok()
                .get("message_id")
                .asText();
    }

    private List<JsonNode> events(String type) {
        return sink.calls().stream()
                .map(WebhookSink.Call::json)
                .filter(event -> event.get("event_type").asText().equals(type))
                .toList();
    }

    private JsonNode event(String type, String part) {
        return Eventually.get(
                PATIENCE,
                type,
                () -> events(type).stream().map(event -> event.get(part)).findFirst());
    }

    /** The bounce that was announced of {@link #remote}. */
    private void assertBounced(String messageId, String type, String subType, String status) {
        JsonNode bounce = event("message.bounced", "bounce");
        assertThat(bounce.get("inbox_id").asText()).isEqualTo(inbox.id());
        assertThat(bounce.get("message_id").asText()).isEqualTo(messageId);
        assertThat(bounce.get("type").asText()).isEqualTo(type);
        assertThat(bounce.get("sub_type").asText()).isEqualTo(subType);
        assertThat(bounce.at("/recipients/0/address").asText()).isEqualTo(remote);
        assertThat(bounce.at("/recipients/0/status").asText()).isEqualTo(status);
        assertThat(inbox.labels(messageId)).contains("sent", "bounced");
    }

    private String suppressionsPath() {
        String organization =
                postroom.rest().get("/v0/auth/me").ok().get("organization_id").asText();
        return Operator.path(organization) + "/suppressions";
    }

    private boolean isSuppressed(String address) {
        return InboxClient.elements(
                        postroom.webAdmin().get(suppressionsPath()).ok().get("suppressions"))
                .stream()
                .anyMatch(entry -> entry.get("address").asText().equals(address));
    }

    private void refuse(String stage, String reply) {
        peer.answer((at, line) -> at.equals(stage) ? reply : SmtpPeer.USUAL);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,550 5.7.1 not from you,ContentRejected,5.7.1,false",
        "RCPT,550 5.1.1 no such user,NoEmail,5.1.1,true",
        "RCPT,550 no,General,5.0.0,true",
        "DATA,554 5.3.0 no,General,5.3.0,false",
        ".,552 5.3.4 too large,MessageTooLarge,5.3.4,false"
    })
    void aRefusalAtAnyStageIsABounce(String stage, String reply, String subType, String status, boolean hard) {
        refuse(stage, reply);

        String id = send(remote);

        assertBounced(id, "Permanent", subType, status);
        assertThat(isSuppressed(remote)).isEqualTo(hard);
        assertThat(events("message.sent")).hasSize(1);
        assertThat(events("message.delivered")).isEmpty();
        assertThat(inbox.everyMessageId()).as("the event is enough").containsExactly(id);
    }

    @Test
    void whoBouncedGetsNothingMoreUntilTheOperatorSaysSo() {
        refuse("RCPT", "550 5.1.1 no such user");
        String id = send(remote);
        assertBounced(id, "Permanent", "NoEmail", "5.1.1");
        peer.answer((stage, line) -> SmtpPeer.USUAL);

        RestClient.Answer refused = inbox.rest()
                .post(
                        inbox.path() + "/messages/send",
                        Map.of("to", List.of("other@elsewhere.example", remote.toUpperCase(Locale.ROOT)), "text", "x"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("code").asText()).isEqualTo("message_rejected");
        assertThat(refused.json().get("name").asText()).isEqualTo("MessageRejectedError");
        assertThat(inbox.everyMessageId()).containsExactly(id);
        postroom.webAdmin()
                .delete(suppressionsPath() + "/" + RestClient.segment(remote))
                .ok();
        send(remote);
        peer.await(remote);
    }

    @Test
    void aMessageThatWaitedIsRejectedIfItsRecipientBouncedMeanwhile() {
        String waits = inbox.rest()
                .post(inbox.path() + "/messages/send", Map.of("to", remote, "text", "later", "send_delay", 5))
                .ok()
                .get("message_id")
                .asText();
        refuse("RCPT", "550 5.1.1 no such user");
        String bounces = send(remote);
        assertBounced(bounces, "Permanent", "NoEmail", "5.1.1");

        JsonNode reject = event("message.rejected", "reject");

        assertThat(reject.get("message_id").asText()).isEqualTo(waits);
        assertThat(reject.get("reason").asText()).contains(remote);
        assertThat(inbox.labels(waits)).contains("rejected");
        assertThat(peer.heard("RCPT TO:<" + remote)).isEqualTo(1);
        assertThat(events("message.sent")).hasSize(1);
    }

    @Test
    void whoIsRefusedBesideOthersBouncesAlone() {
        String other = "v" + UUID.randomUUID() + "@elsewhere.example";
        peer.answer((stage, line) ->
                stage.equals("RCPT") && line.contains(remote) ? "550 5.1.1 no such user" : SmtpPeer.USUAL);

        String id = send(List.of(remote, other));

        assertBounced(id, "Permanent", "NoEmail", "5.1.1");
        assertThat(InboxClient.texts(event("message.delivered", "delivery").get("recipients")))
                .containsExactly(other);
        assertThat(peer.mailsTo(other)).hasSize(1);
        assertThat(isSuppressed(other)).isFalse();
        assertThat(inbox.labels(id)).contains("delivered", "bounced");
    }

    @Test
    void whatIsPutOffForTooLongIsATransientBounce() {
        refuse("RCPT", "450 4.2.1 come back later");

        String id = send(remote);

        assertBounced(id, "Transient", "General", "4.4.7");
        assertThat(isSuppressed(remote)).isFalse();
        assertThat(peer.heard("RCPT TO:<" + remote)).isEqualTo(3);
    }

    @Test
    void whatIsPutOffOnceIsNoBounce() {
        peer.answer((stage, line) -> stage.equals(SmtpPeer.END_OF_DATA) && peer.heard("RCPT TO:<" + remote) < 2
                ? "451 4.3.0 busy"
                : SmtpPeer.USUAL);

        String id = send(remote);

        assertThat(event("message.delivered", "delivery").get("message_id").asText())
                .isEqualTo(id);
        assertThat(events("message.bounced")).isEmpty();
        assertThat(peer.mailsTo(remote)).hasSize(1);
    }

    @Test
    void mailToNobodyHereBounces() {
        String nobody = "nobody-" + UUID.randomUUID() + "@" + Postroom.DOMAIN;

        String id = send(nobody);

        JsonNode bounce = event("message.bounced", "bounce");
        assertThat(bounce.get("message_id").asText()).isEqualTo(id);
        assertThat(bounce.at("/recipients/0/address").asText()).isEqualTo(nobody);
        assertThat(bounce.at("/recipients/0/status").asText()).isEqualTo("5.1.1");
        assertThat(isSuppressed(nobody)).isFalse();
    }

    private Letter report(String type, String part, String fields, String about) {
        return Letter.to(inbox.id())
                .header("From", "Mail Delivery System <MAILER-DAEMON@elsewhere.example>")
                .content(
                        "multipart/report; report-type=" + type + "; boundary=\"b\"",
                        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: " + part + "\r\n\r\n"
                                + fields
                                + "\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Hello\r\nMessage-ID: "
                                + about + "\r\n\r\n--b--\r\n");
    }

    private Letter failure(String address, String action, String status, String about) {
        return report(
                "delivery-status",
                "message/delivery-status",
                "Reporting-MTA: dns; mx.elsewhere.example\r\n\r\nFinal-Recipient: rfc822; " + address + "\r\nAction: "
                        + action + "\r\nStatus: " + status + "\r\n",
                about);
    }

    private void deliverFromNobody(Letter letter) {
        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.send("", inbox.id(), letter.octets()).code()).isEqualTo(250);
        }
        inbox.await(letter.messageId());
    }

    @Test
    void aReportThatComesLaterIsABounceOnce() {
        String id = send(remote);
        peer.await(remote);
        event("message.delivered", "delivery");

        deliverFromNobody(failure(remote, "delayed", "4.4.1", id));
        Letter report = failure(remote, "failed", "5.1.1", id);
        deliverFromNobody(report);
        deliverFromNobody(failure(remote, "failed", "5.2.2", id));

        assertBounced(id, "Permanent", "NoEmail", "5.1.1");
        assertThat(events("message.bounced")).hasSize(1);
        assertThat(isSuppressed(remote)).isTrue();
        assertThat(inbox.labels(report.messageId())).contains("received", "bounce");
        assertThat(inbox.labels(id)).contains("delivered", "bounced");
    }

    @Test
    void aForgedReportHarmsNobodyElse() {
        String id = send(remote);
        peer.await(remote);
        InboxClient other = postroom.inbox();
        Letter elsewhere = failure(remote, "failed", "5.1.1", id).header("To", other.id());

        deliverFromNobody(failure("somebody@elsewhere.example", "failed", "5.1.1", "<no@elsewhere.example>"));
        postroom.deliver(other, elsewhere);
        other.await(elsewhere.messageId());

        assertThat(inbox.labels(id)).doesNotContain("bounced");
        assertThat(isSuppressed(remote)).isFalse();
        assertThat(events("message.bounced")).isEmpty();
    }

    @Test
    void aComplaintIsToldAndSuppresses() {
        String id = send(remote);
        peer.await(remote);

        deliverFromNobody(report(
                "feedback-report",
                "message/feedback-report",
                "Feedback-Type: abuse\r\nUser-Agent: Complaints/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <" + remote
                        + ">\r\n",
                id));

        JsonNode complaint = event("message.complained", "complaint");
        assertThat(complaint.get("message_id").asText()).isEqualTo(id);
        assertThat(complaint.get("type").asText()).isEqualTo("abuse");
        assertThat(InboxClient.texts(complaint.get("recipients"))).containsExactly(remote);
        assertThat(inbox.labels(id)).contains("complained");
        assertThat(isSuppressed(remote)).isTrue();
    }

    /** From now on the inbox is one in a domain of its owner's, who has said whether it also gets such mail. */
    private void moveToDomain(boolean feedback) {
        String domain = "d" + UUID.randomUUID() + ".example";
        postroom.rest()
                .post("/v0/domains", Map.of("domain", domain, "feedback_enabled", feedback))
                .ok();
        dns.load(postroom.rest().get("/v0/domains/" + domain + "/zone-file").text());
        postroom.rest().post("/v0/domains/" + domain + "/verify").ok();
        JsonNode made = postroom.rest()
                .post("/v0/inboxes", Map.of("username", "agent", "domain", domain))
                .ok();
        inbox = new InboxClient(postroom.rest(), made.get("inbox_id").asText());
        postroom.subscribe(sink, OUTCOMES, inbox);
    }

    @Test
    void whoWantsReportsAsMailGetsOneAndOneEvent() {
        moveToDomain(true);
        refuse("RCPT", "550 5.1.1 no such user");

        String id = send(remote);

        assertBounced(id, "Permanent", "NoEmail", "5.1.1");
        String report = Eventually.get(
                "the report",
                () -> inbox.everyMessageId().stream()
                        .filter(known -> !known.equals(id))
                        .findFirst());
        assertThat(inbox.labels(report)).contains("received", "bounce");
        assertThat(events("message.bounced")).hasSize(1);
        assertThat(events("message.sent")).hasSize(1);
        assertThat(events("message.delivered")).isEmpty();
    }

    @Test
    void whoRefusesReportsAsMailIsToldByEventOnly() {
        moveToDomain(false);
        String id = send(remote);
        peer.await(remote);
        Letter report = failure(remote, "failed", "5.1.1", id);

        try (SmtpClient smtp = postroom.smtp()) {
            assertThat(smtp.send("", inbox.id(), report.octets()).code()).isEqualTo(250);
        }

        assertBounced(id, "Permanent", "NoEmail", "5.1.1");
        Letter later = Letter.to(inbox.id());
        postroom.deliver(inbox, later);
        inbox.await(later.messageId());
        assertThat(inbox.everyMessageId()).containsExactlyInAnyOrder(id, later.messageId());
    }

    @Test
    void aPersonWhoSendsByMailClientGetsAReport() {
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
        refuse("RCPT", "550 5.1.1 no such user");
        Letter letter = Letter.to(remote).header("From", inbox.id());

        try (SmtpClient submission = postroom.submission()) {
            submission.login(inbox.id(), PASSWORD);
            assertThat(submission.send(inbox.id(), remote, letter.octets()).code())
                    .isEqualTo(250);
        }

        String report = Eventually.get(
                "the report", () -> inbox.everyMessageId().stream().findFirst());
        assertThat(inbox.labels(report)).contains("received", "bounce");
        assertThat(events("message.bounced")).isEmpty();
    }
}
