package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every call of InboxAI's reference, in its order, against a running server: the answer has the keys and the types of the reference's sample.
 * What the reference deletes in the middle of things is made anew.
 */
@ExtendWith(SharedServer.class)
class InboxAiIT {
    private static final String BASE = "/api/v0";
    private static final String RECIPIENT = "recipient@elsewhere.example";

    private final Postroom postroom;
    private final RestClient rest;
    private final String name = "agent-" + UUID.randomUUID();

    InboxAiIT(Postroom postroom) {
        this.postroom = postroom;
        String key = postroom.rest()
                .post(BASE + "/api-keys", Map.of("name", "InboxAI"))
                .ok()
                .get("key")
                .asText();
        rest = postroom.anonymous().with(key);
    }

    private static JsonNode check(String sample, int status, RestClient.Answer answer) {
        assertThat(answer.status()).as(sample + ": " + answer).isEqualTo(status);
        return Sample.of(sample).check(answer.json());
    }

    private static void refused(int status, RestClient.Answer answer) {
        check("error", status, answer);
    }

    private static void gone(RestClient.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(answer.octets()).isEmpty();
    }

    /** The item of a page that has this value there. */
    private JsonNode listed(String path, String field, String value) {
        JsonNode page = check("page", 200, rest.get(path + "?page_size=100"));
        return InboxClient.elements(page.get("data")).stream()
                .filter(item -> item.get(field).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError(value + " is not in " + page));
    }

    private String inbox() {
        Map<String, String> wish = Map.of("username", name, "display_name", "Agent One");
        return check("inbox", 201, rest.post(BASE + "/inboxes", wish))
                .get("inbox_id")
                .asText();
    }

    @Test
    void organizationsAndInboxes() {
        check("organization", 200, rest.get(BASE + "/organizations"));
        refused(401, postroom.anonymous().get(BASE + "/organizations"));

        String id = inbox();
        String one = BASE + "/inboxes/" + id;
        refused(400, rest.post(BASE + "/inboxes", Map.of("display_name", "Agent One")));
        refused(409, rest.post(BASE + "/inboxes", Map.of("username", name)));
        refused(422, rest.post(BASE + "/inboxes", Map.of("username", "a", "domain", "yourdomain.com")));

        Sample.of("inbox").check(listed(BASE + "/inboxes", "inbox_id", id));
        refused(400, rest.get(BASE + "/inboxes?page=first"));
        check("inbox", 200, rest.get(one));
        refused(404, rest.get(BASE + "/inboxes/nk8x2j"));
        check("inbox", 200, rest.patch(one, Map.of("display_name", "Updated Name")));
        refused(400, rest.patch(one, Map.of("display_name", 1)));
        gone(rest.delete(one));
        refused(404, rest.delete(one));

        Map<String, String> named = Map.of("username", name, "display_name", "Agent One", "client_id", name);
        String again =
                check("named inbox", 201, rest.post(BASE + "/inboxes", named)).toString();
        assertThat(check("named inbox", 201, rest.post(BASE + "/inboxes", named))
                        .toString())
                .isEqualTo(again);
    }

    @Test
    void messages() {
        String messages = BASE + "/inboxes/" + inbox() + "/messages";
        Map<String, String> mail =
                Map.of("to", RECIPIENT, "subject", "Hello from agentmail", "text", "This is a test email.");
        String id = check("sent", 200, rest.post(messages + "/send", mail))
                .get("message_id")
                .asText();
        refused(400, rest.post(messages + "/send", Map.of("subject", "Hello")));
        refused(404, rest.post(BASE + "/inboxes/nk8x2j/messages/send", mail));

        JsonNode page = check("messages", 200, rest.get(messages));
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.get("data").size()).isEqualTo(1);
        refused(400, rest.get(messages + "?page_size=many"));
        String one = messages + "/" + id;
        assertThat(check("message", 200, rest.get(one)).get("headers").size()).isZero();
        refused(404, rest.get(messages + "/msg_abc123"));
        List<String> labels = List.of("important", "follow-up");
        JsonNode labelled = check("message", 200, rest.patch(one, Map.of("labels", labels)));
        assertThat(InboxClient.texts(labelled.get("labels"))).containsExactlyInAnyOrderElementsOf(labels);
        refused(400, rest.patch(one, Map.of()));

        check("sent", 200, rest.post(one + "/reply", Map.of("text", "Thanks for your email!")));
        refused(400, rest.post(one + "/reply", Map.of("text", List.of())));
        check("sent", 200, rest.post(one + "/reply-all", Map.of("text", "Thanks, everyone!")));
        refused(404, rest.post(messages + "/msg_abc123/reply-all", Map.of()));
        check("sent", 200, rest.post(one + "/forward", Map.of("to", RECIPIENT, "text", "FYI, see below.")));
        refused(400, rest.post(one + "/forward", Map.of("text", "FYI")));
        assertThat(rest.get(messages).ok().get("total").asInt()).isEqualTo(4);
    }

    private Letter letter(String recipient) {
        return Letter.to(recipient)
                .subject("Hello")
                .content(
                        "multipart/mixed; boundary=b",
                        "--b\r\nContent-Type: text/plain\r\n\r\nHi there!\r\n--b\r\nContent-Type: application/pdf\r\n"
                                + "Content-Disposition: attachment; filename=document.pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n");
    }

    @Test
    void attachmentsAndThreads() {
        String id = inbox();
        String inbox = BASE + "/inboxes/" + id;
        InboxClient sameInbox = new InboxClient(postroom.rest(), name + "@" + Postroom.DOMAIN);
        Letter letter = letter(sameInbox.id());
        postroom.deliver(sameInbox, letter);
        sameInbox.await(letter.messageId());
        JsonNode item = rest.get(inbox + "/messages").ok().at("/data/0");
        String message = inbox + "/messages/" + item.get("message_id").asText();
        String attachment =
                rest.get(message).ok().at("/attachments/0/attachment_id").asText();

        JsonNode link = check("attachment", 200, rest.get(message + "/attachments/" + attachment));
        assertThat(postroom.anonymous().get(link.get("download_url").asText()).text())
                .isEqualTo("%PDF-1.7");
        refused(404, rest.get(message + "/attachments/att_abc123"));

        check("sent", 200, rest.post(message + "/reply", Map.of("text", "Thanks for your email!")));
        String thread = item.get("thread_id").asText();
        Sample.of("thread item").check(listed(inbox + "/threads", "thread_id", thread));
        JsonNode opened = check("thread", 200, rest.get(inbox + "/threads/" + thread));
        assertThat(opened.at("/messages/0/direction").asText()).isEqualTo("inbound");
        assertThat(opened.at("/messages/1/text").asText()).contains("Thanks for your email!");
        refused(404, rest.get(inbox + "/threads/thr_xyz789"));
        gone(rest.delete(inbox + "/threads/" + thread));
        refused(404, rest.delete(inbox + "/threads/" + thread));
        assertThat(rest.get(inbox + "/threads").ok().get("total").asInt()).isZero();
    }

    @Test
    void domains() {
        String domain = name + ".example";
        String one = BASE + "/domains/" + domain;
        check("domain", 201, rest.post(BASE + "/domains", Map.of("domain", domain)));
        refused(400, rest.post(BASE + "/domains", Map.of()));
        refused(409, rest.post(BASE + "/domains", Map.of("domain", domain)));

        Sample.of("domain").check(listed(BASE + "/domains", "domain_id", domain));
        check("domain", 200, rest.get(one));
        refused(404, rest.get(BASE + "/domains/yourdomain.com"));
        check("domain", 200, rest.post(one + "/verify"));
        refused(404, rest.post(BASE + "/domains/yourdomain.com/verify"));
        gone(rest.delete(one));
        refused(404, rest.delete(one));
    }

    @Test
    void webhooks() throws GeneralSecurityException {
        String id = inbox();
        InboxClient sameInbox = new InboxClient(postroom.rest(), name + "@" + Postroom.DOMAIN);
        try (WebhookSink sink = WebhookSink.open()) {
            Map<String, Object> wish =
                    Map.of("url", sink.url(), "event_types", List.of("message.received"), "inbox_ids", List.of(id));
            JsonNode made = check("new webhook", 201, rest.post(BASE + "/webhooks", wish));
            String one = BASE + "/webhooks/" + made.get("webhook_id").asText();
            refused(400, rest.post(BASE + "/webhooks", Map.of("url", sink.url())));

            Letter letter = Letter.to(sameInbox.id());
            postroom.deliver(sameInbox, letter);
            WebhookSink.Call call = sink.await(letter.messageId());
            assertThat(call.header("X-Webhook-Signature"))
                    .isEqualTo("sha256=" + hmac(made.get("secret").asText(), call.body()));
            assertThat(call.header("svix-signature")).startsWith("v1,");

            Sample.of("webhook")
                    .check(listed(
                            BASE + "/webhooks",
                            "webhook_id",
                            made.get("webhook_id").asText()));
            check("webhook", 200, rest.get(one));
            refused(404, rest.get(BASE + "/webhooks/wh_abc123"));
            JsonNode off = check("webhook", 200, rest.patch(one, Map.of("enabled", false)));
            assertThat(off.get("enabled").asBoolean()).isFalse();
            refused(400, rest.patch(one, Map.of("event_types", List.of("message.lost"))));
            gone(rest.delete(one));
            refused(404, rest.delete(one));
        }
    }

    private static String hmac(String secret, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    @Test
    void apiKeys() {
        JsonNode made = check("new key", 201, rest.post(BASE + "/api-keys", Map.of("name", name)));
        String id = made.get("key_id").asText();
        RestClient other = postroom.anonymous().with(made.get("key").asText());
        refused(400, rest.post(BASE + "/api-keys", Map.of()));

        check("page", 200, other.get(BASE + "/api-keys"));
        Sample.of("used key").check(listed(BASE + "/api-keys", "key_id", id));
        gone(rest.delete(BASE + "/api-keys/" + id));
        refused(404, rest.delete(BASE + "/api-keys/" + id));
        refused(401, other.get(BASE + "/api-keys"));
    }
}
