package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may write to an inbox, and to whom it may. Nothing here touches the lists of the organisation, which others share. */
@ExtendWith(SharedServer.class)
class ListsIT {
    private static final List<String> RECEIVED = List.of("message.received", "message.received.blocked");

    private final Postroom postroom;
    private final RestClient rest;
    private final String pod;
    private final InboxClient inbox;

    ListsIT(Postroom postroom) {
        this.postroom = postroom;
        rest = postroom.rest();
        pod = "/v0/pods/" + rest.post("/v0/pods", Map.of()).ok().get("pod_id").asText();
        JsonNode made = rest.post(pod + "/inboxes", Map.of()).ok();
        inbox = new InboxClient(rest, made.get("inbox_id").asText());
    }

    private void list(String base, String list, String entry) {
        rest.post(base + "/lists/" + list, Map.of("entry", entry)).ok();
    }

    private Letter from(String sender) {
        return Letter.to(inbox.id()).header("From", sender);
    }

    private List<String> listed(String query) {
        return inbox.list(query).stream()
                .map(message -> message.get("message_id").asText())
                .toList();
    }

    @Test
    void mailFromBlockedSendersIsKeptOutOfSightAndToldByAnEventOfItsOwn() {
        list(pod, "receive/block", "evil.example");
        list(inbox.path(), "receive/allow", "friend@evil.example");
        list(inbox.path(), "receive/allow", "good.example");
        try (WebhookSink sink = WebhookSink.open()) {
            postroom.subscribe(sink, RECEIVED, inbox);
            Letter blocked = from("Eve <Eve@Evil.example>");
            Letter friend = from("friend@evil.example");
            Letter stranger = from("anybody@else.example");
            List.of(blocked, friend, stranger).forEach(letter -> postroom.deliver(inbox, letter));

            assertThat(type(sink.await(blocked.messageId()))).isEqualTo("message.received.blocked");
            assertThat(type(sink.await(friend.messageId()))).isEqualTo("message.received");
            assertThat(type(sink.await(stranger.messageId()))).isEqualTo("message.received.blocked");
            assertThat(inbox.labels(blocked.messageId())).contains("blocked", "received", "unread");
            assertThat(listed("")).containsExactly(friend.messageId());
            assertThat(listed("include_blocked=true")).hasSize(3);
            assertThat(rest.get(inbox.path() + "/threads").ok().get("count").asInt())
                    .isEqualTo(1);

            inbox.relabel(blocked.messageId(), List.of(), List.of("blocked"));
            assertThat(listed("")).contains(blocked.messageId());
        }
    }

    private static String type(WebhookSink.Call call) {
        return call.json().get("event_type").asText();
    }

    @Test
    void answersAreJudgedByTheReplyLists() {
        InboxClient partner = postroom.inbox();
        String partnersDomain = partner.id().substring(partner.id().indexOf('@') + 1);
        list(inbox.path(), "receive/allow", "nobody.example");
        String asked = rest.post(
                        inbox.path() + "/messages/send",
                        Map.of("to", partner.id(), "subject", "Question", "text", "Well?"))
                .ok()
                .get("message_id")
                .asText();
        Letter answer = from("ada@elsewhere.example").header("In-Reply-To", asked);
        Letter forged = from("ada@elsewhere.example").header("In-Reply-To", "<unknown@elsewhere.example>");

        postroom.deliver(inbox, answer);
        postroom.deliver(inbox, forged);
        inbox.await(answer.messageId());
        inbox.await(forged.messageId());
        assertThat(inbox.labels(answer.messageId())).doesNotContain("blocked");
        assertThat(inbox.labels(forged.messageId())).contains("blocked");

        list(inbox.path(), "reply/allow", partnersDomain);
        Letter late = from("ada@elsewhere.example").header("In-Reply-To", asked);
        postroom.deliver(inbox, late);
        inbox.await(late.messageId());
        assertThat(inbox.labels(late.messageId())).contains("blocked");
        JsonNode threads = rest.get(inbox.path() + "/threads").ok().get("threads");
        assertThat(InboxClient.elements(threads))
                .extracting(thread -> thread.get("last_message_id").asText())
                .as("the thread is listed without its blocked message")
                .containsExactly(answer.messageId());
    }

    @Test
    void mailLeavesOnlyForThoseWhomTheListsLetItOutTo() {
        InboxClient partner = postroom.inbox();
        list(pod, "send/allow", partner.id());
        Map<String, Object> refused = Map.of("to", List.of(partner.id(), "eve@evil.example"), "text", "x");

        RestClient.Answer answer = rest.post(inbox.path() + "/messages/send", refused);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").asText()).isEqualTo("message_rejected");
        assertThat(answer.json().get("message").asText()).contains("eve@evil.example");
        assertThat(inbox.everyMessageId()).isEmpty();
        rest.post(inbox.path() + "/messages/send", Map.of("to", partner.id(), "text", "x"))
                .ok();
        try (SmtpClient smtp = postroom.submission()) {
            smtp.login(inbox.id(), postroom.rootKey());
            assertThat(smtp.command("MAIL FROM:<" + inbox.id() + ">").code()).isEqualTo(250);
            assertThat(smtp.command("RCPT TO:<" + partner.id() + ">").code()).isEqualTo(250);
            SmtpClient.Reply reply = smtp.command("RCPT TO:<eve@evil.example>");
            assertThat(reply.code()).isEqualTo(550);
            assertThat(reply.text()).startsWith("5.7.1 ");
        }
    }

    @Test
    void aListGoesWithItsInbox() {
        String name = "l" + UUID.randomUUID().toString().replace("-", "");
        InboxClient first = InboxClient.create(rest, name);
        list(first.path(), "send/block", "example.com");
        rest.delete(first.path()).ok();

        InboxClient second = InboxClient.create(rest, name);

        assertThat(rest.get(second.path() + "/lists/send/block")
                        .ok()
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(rest.get(second.path() + "/lists/send/block/example.com").status())
                .isEqualTo(404);
    }
}
