package io.postroom.server.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.james.mime4j.dom.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Assmbl's dialect from outside: mail that comes in, and who is told of it. */
@ExtendWith(SharedServer.class)
class AssmblIT {
    private final Postroom postroom;
    private final SmtpPeer peer;
    private final InboxClient inbox;
    private final RestClient agent;

    AssmblIT(Postroom postroom, SmtpPeer peer) {
        this.postroom = postroom;
        this.peer = peer;
        this.inbox = postroom.inbox();
        this.agent = postroom.anonymous().with(inbox.key());
    }

    private JsonNode await(String query) {
        return Eventually.get("an item of " + query, () -> items(query).stream().findFirst());
    }

    private List<JsonNode> items(String query) {
        return InboxClient.elements(agent.get("/inbox?" + query).ok().get("items"));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsDoneShowsInTheOtherDialectAndInTheMailbox() throws Exception {
        Letter letter = Letter.to(inbox.id()).subject("Invoice 7");
        postroom.deliver(inbox, letter);
        String path = "/messages/" + await("q=invoice").get("MessageID").asText();

        agent.patch(path + "/labels", Map.of("add", List.of("urgent"))).ok();
        agent.patch(path + "/read", Map.of("is_read", true)).ok();
        agent.patch(path + "/archive", Map.of("archived", true)).ok();

        assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder("archived", "received", "urgent");
        assertThat(agent.get(path).ok().get("raw_mime").asText()).contains("Subject: Invoice 7\r\n");
        assertThat(agent.patch(path + "/archive", Map.of("archived", true)).status())
                .isEqualTo(409);
        inbox.relabel(letter.messageId(), List.of("unread"), List.of("archived", "urgent"));
        JsonNode item = await("is_read=false");
        assertThat(item.get("Labels")).isEmpty();
        agent.delete(path);
        assertThat(inbox.get(letter.messageId()).status()).isEqualTo(404);
    }

    @Test
    void tellsOfMailInItsOwnWordsAndSignature() {
        try (WebhookSink sink = WebhookSink.open()) {
            String secret = agent.put("/webhook", Map.of("url", sink.url()))
                    .ok()
                    .get("signing_secret")
                    .asText();

            Letter letter = Letter.to(inbox.id());
            postroom.deliver(inbox, letter);

            WebhookSink.Call call =
                    Eventually.get("a call", () -> sink.calls().stream().findFirst());
            assertThat(call.json().get("event").asText()).isEqualTo("mail.received");
            assertThat(call.json().at("/message/MessageID"))
                    .isEqualTo(await("limit=1").get("MessageID"));
            assertThat(call.header("X-AgentMail-Signature"))
                    .isEqualTo("v1="
                            + hmac(
                                    secret,
                                    call.header("X-AgentMail-Timestamp") + "." + new String(call.body(), UTF_8)));
        }
    }

    @Test
    void tellsPeopleOfMailThatARuleAsksFor() throws Exception {
        String person = "u" + UUID.randomUUID() + "@elsewhere.example";
        String nobody = "u" + UUID.randomUUID() + "@elsewhere.example";
        agent.put(
                        "/notifications",
                        Map.of("rules", List.of(rule("elsewhere.example", person), rule("other.example", nobody))))
                .ok();

        postroom.deliver(inbox, Letter.to(inbox.id()).subject("Greetings from afar"));

        Message notice = ParsedMail.of(peer.await(person));
        assertThat(notice.getSubject()).isEqualTo("New mail: Greetings from afar");
        assertThat(notice.getHeader().getField("Auto-Submitted").getBody()).isEqualTo("auto-generated");
        assertThat(items("limit=100")).hasSize(1);
    }

    private static Map<String, Object> rule(String domain, String recipient) {
        return Map.of(
                "id",
                domain,
                "filters",
                Map.of("sender_domains", List.of(domain)),
                "channels",
                Map.of("email", Map.of("enabled", true, "recipients", List.of(recipient))));
    }

    @Test
    void saysSoInItsOwnWordsWhereThereIsNothing() {
        RestClient.Answer answer = agent.get("/public/agents/somebody");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("error").asText()).isEqualTo("not_found");
        assertThat(postroom.anonymous()
                        .get("/assmbl/openapi.json")
                        .ok()
                        .at("/paths/~1inbox/get/operationId")
                        .asText())
                .isEqualTo("inbox.list");
    }
}
