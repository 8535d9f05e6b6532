package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.postroom.testkit.dns.LocalDns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Domains of an organisation and the server's own, from the first call to mail in their inboxes, with a name server of the test. */
@ExtendWith(SharedServer.class)
class DomainsIT {
    private static final String OWN = "/postroom/mail-domain";

    private final Postroom postroom;
    private final SmtpPeer peer;
    private final LocalDns dns;
    private final RestClient rest;

    DomainsIT(Postroom postroom, SmtpPeer peer, LocalDns dns) {
        this.postroom = postroom;
        this.peer = peer;
        this.dns = dns;
        this.rest = postroom.rest();
    }

    private static String path(String domain) {
        return "/v0/domains/" + domain;
    }

    private void create(String domain) {
        rest.post("/v0/domains", Map.of("domain", domain, "subdomains_enabled", true))
                .ok();
    }

    private String zoneFile(String domain) {
        return rest.get(path(domain) + "/zone-file").text();
    }

    private JsonNode verified(String domain) {
        assertThat(rest.post(path(domain) + "/verify").status()).isEqualTo(204);
        return rest.get(path(domain)).ok();
    }

    private void createVerified(String domain) {
        create(domain);
        dns.load(zoneFile(domain));
        assertThat(verified(domain).get("status").asText()).isEqualTo("VERIFIED");
    }

    private InboxClient inbox(String username, String domain) {
        String id = rest.post("/v0/inboxes", Map.of("username", username, "domain", domain))
                .ok()
                .get("inbox_id")
                .asText();
        return new InboxClient(rest, id);
    }

    private SmtpClient.Reply send(String recipient, Letter letter) {
        try (SmtpClient smtp = postroom.smtp()) {
            return smtp.send(recipient, letter);
        }
    }

    @Test
    void givesAZoneFileThatNameServersRead() {
        create("zone.example");
        LocalDns reader = new LocalDns();

        reader.load(zoneFile("zone.example"));

        reader.close();
        assertThat(reader.records())
                .extracting(record -> record.getName() + " " + Type.string(record.getType()))
                .hasSize(5)
                .contains("zone.example. MX", "*.zone.example. MX", "zone.example. TXT", "_dmarc.zone.example. TXT");
        String published = reader.records().stream()
                .filter(record -> record.getName().toString().contains("_domainkey"))
                .map(Record::rdataToString)
                .map(strings -> strings.replace("\" \"", "").replace("\"", "").replace("\\", ""))
                .findFirst()
                .orElseThrow();
        JsonNode records = rest.get(path("zone.example")).ok().get("records");
        assertThat(published).isEqualTo(records.get(3).get("value").asText());
    }

    @Test
    void isVerifiedOnceItsRecordsAreInDns() {
        try (WebhookSink sink = WebhookSink.open()) {
            String webhook = rest.post(
                            "/v0/webhooks", Map.of("url", sink.url(), "event_types", List.of("domain.verified")))
                    .ok()
                    .get("webhook_id")
                    .asText();
            create("mail.example");
            JsonNode before = verified("mail.example");
            assertThat(before.get("status").asText()).isEqualTo("PENDING");
            assertThat(before.get("reason").asText()).isEqualTo("dns_records_missing");
            assertThat(rest.post("/v0/inboxes", Map.of("domain", "mail.example"))
                            .status())
                    .isEqualTo(422);

            dns.load(zoneFile("mail.example"));
            JsonNode after = verified("mail.example");
            verified("mail.example");

            assertThat(after.get("status").asText()).isEqualTo("VERIFIED");
            assertThat(after.get("records").findValuesAsText("status")).containsOnly("VALID");
            Eventually.holds(() -> assertThat(sink.calls()).isNotEmpty());
            JsonNode event = sink.calls().get(0).json();
            assertThat(event.get("event_type").asText()).isEqualTo("domain.verified");
            assertThat(event.at("/domain/domain_id").asText()).isEqualTo("mail.example");
            assertThat(event.at("/domain/status").asText()).isEqualTo("VERIFIED");
            assertThat(new String(sink.calls().get(0).body(), StandardCharsets.UTF_8))
                    .doesNotContain("private");
            rest.delete("/v0/webhooks/" + webhook).ok();
        }
    }

    @Test
    void takesMailForInboxesDetailsAndSubdomains() {
        createVerified("agents.example");
        InboxClient agent = inbox("agent", "agents.example");
        InboxClient under = inbox("agent", "eu.agents.example");

        for (String address : List.of("agent@agents.example", "agent+tag@agents.example", "Agent+A+B@AGENTS.example")) {
            Letter letter = Letter.to(address);
            assertThat(send(address, letter).code()).as(address).isEqualTo(250);
            agent.await(letter.messageId());
        }
        Letter letter = Letter.to(under.id());
        assertThat(send("agent+x@eu.agents.example", letter).code()).isEqualTo(250);
        under.await(letter.messageId());
        assertThat(send("nobody@agents.example", Letter.to("nobody@agents.example"))
                        .toString())
                .startsWith("550 5.1.1 ");
        assertThat(send("nobody+tag@agents.example", Letter.to("nobody@agents.example"))
                        .code())
                .isEqualTo(550);
    }

    @Test
    void givesTheRestToTheCatchAll() {
        createVerified("all.example");
        InboxClient all = inbox("all", "all.example");
        rest.patch(path("all.example"), Map.of("catch_all_inbox_id", all.id())).ok();

        Letter letter = Letter.to("whoever@all.example");
        assertThat(send("whoever@all.example", letter).code()).isEqualTo(250);

        all.await(letter.messageId());
        assertThat(rest.delete(path("all.example")).status()).isEqualTo(403);
    }

    @Test
    void signsWhatLeavesWithThePublishedKey() throws IOException, FailException {
        createVerified("signed.example");

        assertLeavesSigned(inbox("agent", "signed.example"), "signed.example");
    }

    @Test
    void signsWhatLeavesTheServersOwnDomainWithTheKeyItsOperatorPublishes() throws IOException, FailException {
        RestClient operator = postroom.webAdmin();
        dns.load(operator.get(OWN + "/zone-file").text());

        JsonNode own = operator.get(OWN).ok();

        assertThat(own.get("domain").asText()).isEqualTo(Postroom.DOMAIN);
        assertThat(own.get("status").asText()).isEqualTo("VERIFIED");
        assertThat(own.get("records").findValuesAsText("status")).containsOnly("VALID");
        assertLeavesSigned(postroom.inbox(), Postroom.DOMAIN);
    }

    /** Read back by jDKIM's verifier, with the key as a name server has it. */
    private void assertLeavesSigned(InboxClient agent, String domain) throws IOException, FailException {
        String recipient = "dkim@" + domain + ".elsewhere.example";
        rest.post(
                        agent.path() + "/messages/send",
                        Map.of(
                                "to",
                                recipient,
                                "subject",
                                "Grüße  aus",
                                "text",
                                ".dots\n\nspaces  \n",
                                "html",
                                "<p>€</p>"))
                .ok();
        SmtpPeer.Mail mail = peer.await(recipient);

        List<SignatureRecord> signatures =
                new DKIMVerifier(this::publishedKeys).verify(new ByteArrayInputStream(mail.octets()));
        assertThat(signatures).hasSize(1);
        assertThat(signatures.get(0).getDToken()).hasToString(domain);
        assertThat(signatures.get(0).getHeaders().stream().map(CharSequence::toString))
                .contains("from", "to", "subject", "date", "message-id");
    }

    private List<String> publishedKeys(CharSequence method, CharSequence selector, CharSequence domain) {
        return dns.records().stream()
                .filter(record -> record.getName().toString().equals(selector + "._domainkey." + domain + "."))
                .map(record -> String.join("", ((TXTRecord) record).getStrings()))
                .toList();
    }

    @Test
    void saysWhichRecordIsWrong() {
        createVerified("wrong.example");
        dns.load("_dmarc.wrong.example. 60 IN TXT \"v=DMARC1; p=none\"\n");
        dns.remove("*.wrong.example.");
        dns.load("*.wrong.example. 60 IN MX 5 mx.elsewhere.example.\n");

        JsonNode domain = verified("wrong.example");

        assertThat(domain.get("status").asText()).isEqualTo("INVALID");
        assertThat(domain.get("reason").asText()).isEqualTo("dns_records_invalid");
        assertThat(domain.at("/records/1/reason").asText()).isEqualTo("value_mismatch");
        assertThat(domain.at("/records/4/reason").asText()).isEqualTo("duplicate_records");
        assertThat(domain.at("/records/0/status").asText()).isEqualTo("VALID");
    }

    @Test
    void refusesADomainThatAnotherProviderServes() {
        dns.load("google.example. 60 IN MX 1 ASPMX.L.GOOGLE.COM.\n");

        assertThat(rest.post("/v0/domains", Map.of("domain", "google.example")).status())
                .isEqualTo(422);
        rest.post("/v0/domains", Map.of("domain", "google.example", "allow_conflicting_provider", true))
                .ok();
    }

    @Test
    void forgetsADomainThatIsDeleted() {
        createVerified("gone.example");
        String id = inbox("agent", "gone.example").id();
        rest.delete("/v0/inboxes/" + id).ok();

        assertThat(rest.delete(path("gone.example")).status()).isEqualTo(204);

        assertThat(rest.get(path("gone.example")).status()).isEqualTo(404);
        assertThat(send("agent@gone.example", Letter.to("agent@gone.example")).code())
                .isEqualTo(550);
        assertThat(rest.post("/v0/inboxes", Map.of("domain", "gone.example")).status())
                .isEqualTo(422);
    }
}
