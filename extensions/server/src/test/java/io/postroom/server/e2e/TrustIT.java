package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.testkit.dns.DnsMood;
import io.postroom.testkit.dns.LocalDns;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that trusts no network: who may say to be whom, what becomes of mail that nobody vouches for, and where one reads of it. */
class TrustIT {
    private static final Logger LOGGER = LoggerFactory.getLogger(TrustIT.class);
    private static final String HOST = "mx.agents.test";
    private static final LocalDns DNS = new LocalDns();
    private static final SignedLetter SIGNER = new SignedLetter();
    private static final PostroomServer SERVER = PostroomServer.sandbox(
            "trust",
            "--set",
            "trust.unchecked-networks=",
            "--set",
            "mail.host-name=" + HOST,
            "--set",
            "dns.servers=" + DNS.address(),
            "--set",
            "dns.time-limit=1s");

    private static Postroom postroom;

    private final InboxClient inbox = postroom.inbox();

    @BeforeAll
    static void start() {
        DNS.load("""
                good.test. 60 IN TXT "v=spf1 ip4:127.0.0.1 -all"
                _dmarc.good.test. 60 IN TXT "v=DMARC1; p=reject"
                reject.test. 60 IN TXT "v=spf1 -all"
                _dmarc.reject.test. 60 IN TXT "v=DMARC1; p=reject"
                quarantine.test. 60 IN TXT "v=spf1 -all"
                _dmarc.quarantine.test. 60 IN TXT "v=DMARC1; p=quarantine"
                loose.test. 60 IN TXT "v=spf1 -all"
                _dmarc.loose.test. 60 IN TXT "v=DMARC1; p=none"
                signed.test. 60 IN TXT "v=spf1 -all"
                _dmarc.signed.test. 60 IN TXT "v=DMARC1; p=reject"
                """ + SIGNER.record("signed.test") + SIGNER.record(Postroom.DOMAIN));
        postroom = SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        DNS.close();
    }

    private Letter letterFrom(String domain) {
        return Letter.to(inbox.id()).header("From", "Ada <ada@" + domain + ">");
    }

    private SmtpClient.Reply send(String sender, byte[] message) {
        try (SmtpClient smtp = postroom.smtp()) {
            return smtp.send(sender, inbox.id(), message);
        }
    }

    private SmtpClient.Reply send(String domain) {
        return send("ada@" + domain, letterFrom(domain).octets());
    }

    private JsonNode accepted(String sender, Letter letter, byte[] octets) {
        SmtpClient.Reply reply = send(sender, octets);
        assertThat(reply.code()).as(reply.toString()).isEqualTo(250);
        return inbox.await(letter.messageId());
    }

    private static String result(JsonNode message, String method) {
        return message.at("/authentication_results/" + method + "/result").asText();
    }

    private List<JsonNode> refusals(int count) {
        return Eventually.get(count + " refusals", () -> {
            List<JsonNode> rows = InboxClient.elements(
                    postroom.rest().get(inbox.path() + "/refusals").ok().get("refusals"));
            return rows.size() < count ? Optional.empty() : Optional.of(rows);
        });
    }

    @Test
    void anSpfPassForTheAuthorsDomainIsProof() {
        Letter letter = letterFrom("good.test");

        JsonNode message = accepted("ada@good.test", letter, letter.octets());

        assertThat(InboxClient.texts(message.get("labels"))).containsExactlyInAnyOrder("received", "unread");
        assertThat(result(message, "spf")).isEqualTo("pass");
        assertThat(message.at("/authentication_results/spf/domain").asText()).isEqualTo("good.test");
        assertThat(result(message, "dkim")).isEqualTo("none");
        assertThat(result(message, "dmarc")).isEqualTo("pass");
        assertThat(message.at("/authentication_results/dmarc/aligned").asText()).isEqualTo("spf");
        String raw = new String(inbox.raw(letter.messageId()), StandardCharsets.UTF_8);
        assertThat(raw)
                .startsWith("Return-Path: <ada@good.test>\r\nAuthentication-Results: " + HOST + ";\r\n spf=pass");
    }

    @Test
    void soIsASignatureWhoeverHandsItIn() {
        Letter letter = letterFrom("signed.test");

        JsonNode message = accepted("bounces@elsewhere.test", letter, SIGNER.sign("signed.test", letter));

        assertThat(InboxClient.texts(message.get("labels"))).containsExactlyInAnyOrder("received", "unread");
        assertThat(result(message, "dkim")).isEqualTo("pass");
        assertThat(message.at("/authentication_results/dkim/signatures/0/domain")
                        .asText())
                .isEqualTo("signed.test");
        assertThat(result(message, "dmarc")).isEqualTo("pass");
    }

    @Test
    void aSignatureThatDoesNotFitIsNone() {
        Letter letter = letterFrom("signed.test");
        byte[] changed = SIGNER.sign("signed.test", letter.text("Good evening.\r\n"));
        String forged = new String(changed, StandardCharsets.UTF_8).replace("Good evening.", "Good morning.");

        assertThat(send("ada@signed.test", forged.getBytes(StandardCharsets.UTF_8))
                        .text())
                .startsWith("5.7.26 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject.test", "quarantine.test"})
    void whatFailsDmarcIsRefusedAndListed(String domain) {
        SmtpClient.Reply reply = send(domain);

        assertThat(reply.code()).isEqualTo(550);
        assertThat(reply.text()).startsWith("5.7.26 ").contains(domain);
        JsonNode row = refusals(1).get(0);
        assertThat(row.get("reason").asText()).isEqualTo("dmarc_failed");
        assertThat(row.get("from").asText()).isEqualTo("Ada <ada@" + domain + ">");
        assertThat(row.get("sender").asText()).isEqualTo("ada@" + domain);
        assertThat(row.get("client").asText()).isEqualTo("127.0.0.1");
        assertThat(row.get("helo").asText()).isEqualTo("client.elsewhere.example");
        assertThat(inbox.everyMessageId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loose.test", "nothing.test"})
    void whatNobodyVouchesForIsLabelledHiddenAndToldByAnEventOfItsOwn(String domain) {
        try (WebhookSink sink = WebhookSink.open()) {
            postroom.subscribe(sink, List.of("message.received", "message.received.unauthenticated"), inbox);
            Letter letter = letterFrom(domain);

            JsonNode message = accepted("ada@" + domain, letter, letter.octets());

            assertThat(InboxClient.texts(message.get("labels")))
                    .containsExactlyInAnyOrder("received", "unread", "unauthenticated");
            JsonNode event = sink.await(letter.messageId()).json();
            assertThat(event.get("event_type").asText()).isEqualTo("message.received.unauthenticated");
            assertThat(event.at("/message/authentication_results")).isEqualTo(message.get("authentication_results"));
            assertThat(inbox.list("limit=10")).isEmpty();
            assertThat(inbox.list("limit=10&include_unauthenticated=true")).hasSize(1);
        }
    }

    @Test
    void anInboxMayRefuseWhatIsUnproven() {
        postroom.rest()
                .patch(inbox.path() + "/trust-policy", Map.of("unproven", "reject"))
                .ok();

        SmtpClient.Reply reply = send("nothing.test");

        assertThat(reply.toString()).startsWith("550 5.7.26 ");
        assertThat(refusals(1).get(0).get("reason").asText()).isEqualTo("unproven");
    }

    @Test
    void ourOwnDomainIsRefusedWithoutItsSignatureOnly() {
        Letter letter = letterFrom(Postroom.DOMAIN);

        SmtpClient.Reply forged = send("ada@good.test", letter.octets());
        JsonNode message = accepted("ada@good.test", letter, SIGNER.sign(Postroom.DOMAIN, letter));

        assertThat(forged.toString()).startsWith("550 5.7.26 ").contains(Postroom.DOMAIN);
        assertThat(refusals(1).get(0).get("reason").asText()).isEqualTo("own_domain_forged");
        assertThat(InboxClient.texts(message.get("labels"))).doesNotContain("unauthenticated");
    }

    @Test
    void verdictsOfStrangersAreTakenOut() {
        Letter letter = letterFrom("nothing.test")
                .header("Authentication-Results", HOST + "; dmarc=pass header.from=nothing.test")
                .header("authentication-results", "elsewhere.test; spf=pass")
                .header("X-Postroom-Verdict", "verified=allow-list");

        JsonNode message = accepted("ada@nothing.test", letter, letter.octets());

        assertThat(result(message, "dmarc")).isEqualTo("none");
        assertThat(message.get("headers").has("X-Postroom-Verdict")).isFalse();
        String raw = new String(inbox.raw(letter.messageId()), StandardCharsets.UTF_8);
        assertThat(raw)
                .contains("X-Postroom-Verdict: unauthenticated;\r\n first-contact\r\n", "elsewhere.test; spf=pass");
        assertThat(raw).doesNotContain("dmarc=pass", "allow-list");
    }

    @Test
    void whileDnsIsDeadNothingPasses() {
        String domain = "d" + UUID.randomUUID() + ".test";
        DNS.load(domain + ". 60 IN TXT \"v=spf1 ip4:127.0.0.1 -all\"\n");
        DNS.mood(domain + ".", DnsMood.DEAD);
        DNS.mood("_dmarc." + domain + ".", DnsMood.DEAD);

        SmtpClient.Reply reply = send(domain);

        assertThat(reply.toString()).startsWith("451 4.7.5 ");
        JsonNode row = refusals(1).get(0);
        assertThat(row.get("reason").asText()).isEqualTo("temporarily_unknown");
        assertThat(row.get("temporary").asBoolean()).isTrue();
        assertThat(inbox.everyMessageId()).isEmpty();
    }

    @Test
    void whomListsBlockIsRefusedWhereTheInboxSaysSo() {
        postroom.rest()
                .post(inbox.path() + "/lists/receive/block", Map.of("entry", "good.test"))
                .ok();
        postroom.rest()
                .patch(inbox.path() + "/trust-policy", Map.of("blocked", "reject"))
                .ok();

        SmtpClient.Reply reply = send("good.test");

        assertThat(reply.toString()).startsWith("550 5.7.1 ");
        assertThat(refusals(1).get(0).get("reason").asText()).isEqualTo("blocked");
        assertThat(send("nothing.test").code()).isEqualTo(250);
    }

    @Test
    void whereOneRecipientTakesItTheOtherReadsThatItDidNot() {
        InboxClient open = postroom.inbox();
        postroom.rest()
                .patch(open.path() + "/trust-policy", Map.of("failed", "label"))
                .ok();
        Letter letter = letterFrom("reject.test");

        try (SmtpClient smtp = postroom.smtp()) {
            smtp.command("MAIL FROM:<ada@reject.test>");
            smtp.command("RCPT TO:<" + inbox.id() + ">");
            smtp.command("RCPT TO:<" + open.id() + ">");
            smtp.command("DATA");
            smtp.write(letter.octets());
            assertThat(smtp.command("\r\n.").code()).isEqualTo(250);
        }

        assertThat(InboxClient.texts(open.await(letter.messageId()).get("labels")))
                .contains("unauthenticated");
        assertThat(refusals(1).get(0).get("reason").asText()).isEqualTo("dmarc_failed");
        assertThat(inbox.everyMessageId()).isEmpty();
    }

    @Test
    void nobodyIsTakenForOneOfUs() {
        List<String> spoofs = Spoofs.of(Postroom.DOMAIN);
        assertThat(spoofs).hasSizeGreaterThanOrEqualTo(50).doesNotHaveDuplicates();
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        try (SmtpClient smtp = postroom.smtp()) {
            for (String fields : spoofs) {
                String id = "<" + UUID.randomUUID() + "@evil.test>";
                String message = fields + "\r\nMessage-ID: " + id + "\r\n\r\nPay at once.\r\n";
                SmtpClient.Reply reply = smtp.send("x@evil.test", inbox.id(), message.getBytes(StandardCharsets.UTF_8));
                boolean isRefused = reply.toString().startsWith("550 5.7.26 ");
                refused += isRefused ? 1 : 0;
                if (!isRefused && !(reply.code() == 250 && isUnproved(id))) {
                    wrong.add(fields + ": " + reply);
                }
            }
        }
        LOGGER.info(
                "{} spoofs of our own domain: {} refused, {} labelled, {} neither",
                spoofs.size(),
                refused,
                spoofs.size() - refused - wrong.size(),
                wrong.size());
        assertThat(wrong).isEmpty();
    }

    private boolean isUnproved(String id) {
        JsonNode message = inbox.await(id);
        return InboxClient.texts(message.get("labels")).contains("unauthenticated")
                && !result(message, "dmarc").equals("pass")
                && message.at("/authentication_results/dmarc/aligned").asText().equals("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: \"boss@agents.localhost via List\" <ada@good.test>",
                "From: ada@good.test (boss@agents.localhost)",
                "From: ada@good.test\r\nReply-To: boss@agents.localhost",
                "From: ada@good.test\r\nSender: boss@agents.localhost"
            })
    void whoeverIsProvedIsProvedAsThemselves(String fields) {
        String id = "<" + UUID.randomUUID() + "@good.test>";
        String message = fields + "\r\nMessage-ID: " + id + "\r\n\r\nHello\r\n";

        assertThat(send("ada@good.test", message.getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(250);

        assertThat(inbox.await(id).at("/authentication_results/dmarc/domain").asText())
                .isEqualTo("good.test");
    }
}
