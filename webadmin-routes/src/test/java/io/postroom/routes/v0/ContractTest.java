package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postroom.core.account.InboxId;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.MessageRef;
import io.postroom.core.signal.Names;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.SocketClient;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the routes answer, against the machine-readable contract where a checkout has it beside itself. */
class ContractTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final String ONE_INBOX = "/v0/inboxes/support@agents.example";

    private final Api api = new Api();
    private final PublishedContract contract = new PublishedContract();
    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void requireTheContract() {
        PublishedContract.require();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply check(String template, String method, String path, String body) {
        Reply reply = api.send(method, path, api.root, body);
        contract.check(template, method, reply);
        return reply;
    }

    @Test
    void holdsForSentMessages() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        api.world.deliver(INBOX, TextMessage.of("<1@example.com>", "Hello", "Text"));
        String messages = ONE_INBOX + "/messages";
        String path = "/v0/inboxes/{inbox_id}/messages";
        String body = "{\"to\":\"ann@example.com\",\"text\":\"Hi\"}";

        check(path + "/send", "POST", messages + "/send", body);
        check(path + "/send", "POST", messages + "/send", "{\"to\":\"ann\"}");
        api.world.suppress("gone@example.com");
        Reply rejected = check(path + "/send", "POST", messages + "/send", "{\"to\":\"gone@example.com\"}");
        assertThat(rejected.status()).isEqualTo(403);
        check(path + "/{message_id}/reply", "POST", messages + "/%3C1@example.com%3E/reply", "{\"text\":\"Hi\"}");
        check(path + "/{message_id}/reply-all", "POST", messages + "/%3C1@example.com%3E/reply-all", "{}");
        check(path + "/{message_id}/forward", "POST", messages + "/%3C1@example.com%3E/forward", body);
    }

    private void checkEvent(String schema, EventType type, EventBody body) {
        MailEvent event = new MailEvent(
                Fixtures.eventId(1), type, Fixtures.ORGANIZATION, Fixtures.POD, Fixtures.SUPPORT, Fixtures.NOW, body);
        JsonNode shown =
                json.valueToTree(new EventFields(new FakeMailboxes(), new LineParser(), inbox -> Names.NONE).of(event));

        assertThat(contract.wrongsOf(schema, shown)).as(schema + " " + shown).isEmpty();
    }

    @Test
    void holdsForEventsOfSentMessages() {
        MessageRef message = MessageRef.of(Fixtures.message(1).build());
        List<String> recipients = List.of("ann@example.com");
        EventBody.FailedRecipient failed = new EventBody.FailedRecipient("ann@example.com", "5.1.1");

        checkEvent("MessageSentEvent", EventType.MESSAGE_SENT, new EventBody.Sent(message, recipients));
        checkEvent("MessageDeliveredEvent", EventType.MESSAGE_DELIVERED, new EventBody.Delivered(message, recipients));
        checkEvent(
                "MessageBouncedEvent",
                EventType.MESSAGE_BOUNCED,
                new EventBody.Bounced(message, true, "NoEmail", List.of(failed)));
        checkEvent(
                "MessageComplainedEvent",
                EventType.MESSAGE_COMPLAINED,
                new EventBody.Complained(message, "abuse", recipients));
        checkEvent("MessageRejectedEvent", EventType.MESSAGE_REJECTED, new EventBody.Rejected(message, "reason"));
    }

    @Test
    void isBrokenByAnAnswerOfAnotherKind() {
        assertThat(contract.wrongsOf("inboxes_Inbox", api.get("/healthz").json()))
                .isNotEmpty();
    }

    @Test
    void holdsForInboxes() {
        check("/v0/inboxes", "POST", "/v0/inboxes", "{\"username\":\"support\",\"metadata\":{\"a\":1,\"b\":true}}");
        check("/v0/inboxes", "POST", "/v0/inboxes", "");
        check("/v0/inboxes", "POST", "/v0/inboxes", "{\"username\":1}");
        check("/v0/inboxes", "POST", "/v0/inboxes", "{\"domain\":\"other.example\"}");
        check("/v0/inboxes", "GET", "/v0/inboxes?limit=1", "");
        check("/v0/inboxes/{inbox_id}", "GET", ONE_INBOX, "");
        check("/v0/inboxes/{inbox_id}", "GET", "/v0/inboxes/no@agents.example", "");
        check("/v0/inboxes/{inbox_id}", "PATCH", ONE_INBOX, "{\"display_name\":\"S\"}");
        check("/v0/inboxes/{inbox_id}", "PATCH", ONE_INBOX, "{}");
    }

    @Test
    void holdsForWhoTheCallerIs() {
        check("/v0/auth/me", "GET", "/v0/auth/me", "");
        check("/v0/organizations", "GET", "/v0/organizations", "");
    }

    private void deliver() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        api.world.deliver(INBOX, "<1@x>", "Question", "First");
        api.world.deliver(
                INBOX,
                TextMessage.of("From: b@x\nTo: support@agents.example\nMessage-ID: <2@x>\nIn-Reply-To: <1@x>\n"
                        + "X-Attachment: a.csv|text/csv|a,b\n\nAnswer\n"));
    }

    @Test
    void holdsForMessages() {
        deliver();
        String messages = ONE_INBOX + "/messages";
        String template = "/v0/inboxes/{inbox_id}/messages";
        String one = template + "/{message_id}";

        check(template, "GET", messages + "?limit=1", "");
        Reply full = check(one, "GET", messages + "/%3C2@x%3E", "");
        String attachment = full.json().at("/attachments/0/attachment_id").asText();
        check(one, "GET", messages + "/%3Cno@x%3E", "");
        check(one + "/raw", "GET", messages + "/%3C2@x%3E/raw", "");
        check(one + "/attachments/{attachment_id}", "GET", messages + "/%3C2@x%3E/attachments/" + attachment, "");
        check(one, "PATCH", messages + "/%3C2@x%3E", "{\"add_labels\":[\"a\"]}");
        check(one, "PATCH", messages + "/%3C2@x%3E", "{\"add_labels\":[\"sent\"]}");
        check(template + "/batch-get", "POST", messages + "/batch-get", "{\"message_ids\":[\"<1@x>\",\"<2@x>\"]}");
        check(template + "/batch-get", "POST", messages + "/batch-get", "{}");
        check(
                template + "/batch-update",
                "POST",
                messages + "/batch-update",
                "{\"message_ids\":[\"<1@x>\"],\"add_labels\":\"b\"}");
        check(one, "DELETE", messages + "/%3C2@x%3E", "");
    }

    @Test
    void holdsForThreads() {
        deliver();
        String thread = api.get("/v0/threads").json().at("/threads/0/thread_id").asText();
        String attachment = api.get("/v0/threads")
                .json()
                .at("/threads/0/attachments/0/attachment_id")
                .asText();

        for (String base : new String[] {"/v0", ONE_INBOX}) {
            String template = base.equals("/v0") ? "/v0/threads" : "/v0/inboxes/{inbox_id}/threads";
            check(template, "GET", base + "/threads", "");
            check(template + "/{thread_id}", "GET", base + "/threads/" + thread + "?limit=1", "");
            check(template + "/{thread_id}", "GET", base + "/threads/" + UUID.randomUUID(), "");
            check(template + "/{thread_id}", "PATCH", base + "/threads/" + thread, "{\"add_labels\":[\"a\"]}");
            check(
                    template + "/{thread_id}/attachments/{attachment_id}",
                    "GET",
                    base + "/threads/" + thread + "/attachments/" + attachment,
                    "");
        }
        check("/v0/threads/{thread_id}", "DELETE", "/v0/threads/" + thread, "");
    }

    @Test
    void holdsForSearches() {
        deliver();
        check("/v0/inboxes/search", "GET", "/v0/inboxes/search?q=support", "");
        check("/v0/inboxes/search", "GET", "/v0/inboxes/search", "");
        for (String list : new String[] {"messages", "threads"}) {
            String template = "/v0/inboxes/{inbox_id}/" + list + "/search";
            check(template, "GET", ONE_INBOX + "/" + list + "/search?q=first&limit=1", "");
            check(template, "GET", ONE_INBOX + "/" + list + "/search", "");
            check(template, "GET", "/v0/inboxes/no@agents.example/" + list + "/search?q=first", "");
        }
        check("/v0/threads/search", "GET", "/v0/threads/search?q=first", "");
        String pod = "/v0/pods/" + api.world.organization.defaultPod();
        check("/v0/pods/{pod_id}/threads/search", "GET", pod + "/threads/search?q=first", "");
        check("/v0/pods/{pod_id}/inboxes/search", "GET", pod + "/inboxes/search?q=support", "");
        check("/v0/threads", "GET", "/v0/threads?senders=b&recipients=s&subject=q", "");
        check("/v0/inboxes/{inbox_id}/messages", "GET", ONE_INBOX + "/messages?from=b&to=s", "");
    }

    @Test
    void holdsForApiKeys() {
        Reply made =
                check("/v0/api-keys", "POST", "/v0/api-keys", "{\"name\":\"a\",\"permissions\":{\"inbox_read\":true}}");
        String path = "/v0/api-keys/" + made.text("api_key_id");

        check("/v0/api-keys", "POST", "/v0/api-keys", "{\"name\":1}");
        check("/v0/api-keys", "GET", "/v0/api-keys", "");
        check("/v0/api-keys/{api_key_id}", "GET", path, "");
        check("/v0/api-keys/{api_key_id}", "DELETE", path, "");
        check("/v0/api-keys/{api_key_id}", "DELETE", path, "");
    }

    @Test
    void holdsForDomains() {
        String pod = "/v0/pods/" + api.world.organization.defaultPod();
        for (String base : new String[] {"/v0", pod}) {
            String template = base.equals("/v0") ? "/v0/domains" : "/v0/pods/{pod_id}/domains";
            String name = base.equals("/v0") ? "one.example" : "two.example";
            String one = template + "/{domain_id}";
            String path = base + "/domains/" + name;

            check(template, "POST", base + "/domains", "{\"domain\":\"" + name + "\",\"subdomains_enabled\":true}");
            check(template, "POST", base + "/domains", "{}");
            check(template, "POST", base + "/domains", "{\"domain\":\"x.example\",\"tracking_enabled\":true}");
            check(template, "GET", base + "/domains", "");
            check(one, "GET", path, "");
            check(one, "GET", base + "/domains/no.example", "");
            check(one, "PATCH", path, "{\"feedback_enabled\":false}");
            check(one + "/verify", "POST", path + "/verify", "");
            check(one, "DELETE", path, "");
            check(one, "DELETE", path, "");
        }
    }

    @Test
    void holdsForDrafts() {
        deliver();
        String inInbox = "/v0/inboxes/{inbox_id}/drafts";
        String drafts = ONE_INBOX + "/drafts";
        Reply made = check(inInbox, "POST", drafts, """
            {"to":["ann@example.com"],"cc":"bob@example.com","bcc":["c@example.com"],"reply_to":["r@example.com"],
             "subject":"s","text":"t","labels":["lead"],"client_id":"one","send_at":"2030-01-01T00:00:00Z",
             "attachments":[{"filename":"a.txt","content":"YWJj","content_disposition":"inline","content_id":"x"}]}\
            """);
        String attachment = made.json().at("/attachments/0/attachment_id").asText();
        check(inInbox, "POST", drafts, "{\"in_reply_to\":\"<1@x>\",\"text\":\"t\"}");
        check(inInbox, "POST", drafts, "{\"forward_of\":\"<1@x>\"}");
        check(inInbox, "POST", drafts, "{\"in_reply_to\":\"<no@x>\"}");
        check(inInbox, "POST", drafts, "{\"to\":\"ann\"}");

        String pod = "/v0/pods/" + api.world.organization.defaultPod();
        for (String base : new String[] {"/v0", pod, ONE_INBOX}) {
            String template = base.equals("/v0")
                    ? "/v0/drafts"
                    : base.equals(pod) ? "/v0/pods/{pod_id}/drafts" : "/v0/inboxes/{inbox_id}/drafts";
            String one = base + "/drafts/" + made.text("draft_id");
            check(template, "GET", base + "/drafts?limit=1", "");
            check(template + "/{draft_id}", "GET", one, "");
            check(template + "/{draft_id}", "GET", base + "/drafts/" + UUID.randomUUID(), "");
            check(template + "/{draft_id}/attachments/{attachment_id}", "GET", one + "/attachments/" + attachment, "");
            check(template + "/{draft_id}/attachments/{attachment_id}", "GET", one + "/attachments/no", "");
        }
        String one = drafts + "/" + made.text("draft_id");
        check(inInbox + "/{draft_id}", "PATCH", one, "{\"subject\":null,\"send_at\":null}");
        check(inInbox + "/{draft_id}", "PATCH", one, "{\"subject\":1}");
        check(inInbox + "/{draft_id}/send", "POST", one + "/send", "{\"add_labels\":[\"x\"]}");
        check(inInbox + "/{draft_id}/send", "POST", one + "/send", "{}");
        check(inInbox + "/{draft_id}", "DELETE", one, "");
        String other = api.get(drafts).json().at("/drafts/0/draft_id").asText();
        check(inInbox + "/{draft_id}", "DELETE", drafts + "/" + other, "");
    }

    @Test
    void holdsForWebhooks() {
        String wish = "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"]}";
        Reply made = check("/v0/webhooks", "POST", "/v0/webhooks", wish);
        String path = "/v0/webhooks/" + made.text("webhook_id");

        check("/v0/webhooks", "POST", "/v0/webhooks", "{}");
        check("/v0/webhooks", "GET", "/v0/webhooks", "");
        check("/v0/webhooks/{webhook_id}", "GET", path, "");
        check("/v0/webhooks/{webhook_id}", "PATCH", path, "{\"event_types\":[\"message.sent\"]}");
        check("/v0/webhooks/{webhook_id}/headers", "PATCH", path + "/headers", "{\"headers\":{\"A\":\"b\"}}");
        check("/v0/webhooks/{webhook_id}/headers", "GET", path + "/headers", "");
        check("/v0/webhooks/{webhook_id}", "DELETE", path, "");
        check("/v0/webhooks/{webhook_id}", "GET", path, "");
    }

    @Test
    void holdsForLists() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        for (String mount : new String[] {"", "/pods/{pod_id}", "/inboxes/{inbox_id}"}) {
            String template = "/v0" + mount + "/lists/{direction}/{type}";
            String path = template.replace(
                            "{pod_id}", api.world.organization.defaultPod().toString())
                    .replace("{inbox_id}", "support@agents.example")
                    .replace("{direction}/{type}", "reply/allow");
            check(template, "POST", path, "{\"entry\":\"ann@example.com\",\"reason\":\"friend\"}");
            check(template, "POST", path, "{\"entry\":\"*\"}");
            check(template, "GET", path + "?limit=1", "");
            check(template + "/{entry}", "GET", path + "/ann@example.com", "");
            check(template + "/{entry}", "DELETE", path + "/ann@example.com", "");
            check(template + "/{entry}", "DELETE", path + "/ann@example.com", "");
        }
    }

    @Test
    void holdsForPods() {
        Reply made = check("/v0/pods", "POST", "/v0/pods", "{\"name\":\"One\",\"client_id\":\"one\"}");
        String pod = "/v0/pods/" + made.text("pod_id");

        check("/v0/pods", "POST", "/v0/pods", "{\"client_id\":\"a@b\"}");
        check("/v0/pods", "GET", "/v0/pods", "");
        check("/v0/pods/{pod_id}", "GET", "/v0/pods/one", "");
        check("/v0/pods/{pod_id}/inboxes", "POST", pod + "/inboxes", "{\"username\":\"support\"}");
        check("/v0/pods/{pod_id}/inboxes", "GET", pod + "/inboxes", "");
        check("/v0/pods/{pod_id}/inboxes/{inbox_id}", "GET", pod + "/inboxes/support@agents.example", "");
        String thread = "/threads/"
                + api.world
                        .deliver(INBOX, TextMessage.of("<1@example.com>", "Hello", "Text"))
                        .thread();
        check("/v0/pods/{pod_id}/threads", "GET", pod + "/threads", "");
        check("/v0/pods/{pod_id}/threads/{thread_id}", "GET", pod + thread, "");
        check("/v0/pods/{pod_id}/drafts", "GET", pod + "/drafts", "");
        check("/v0/pods/{pod_id}/domains", "GET", pod + "/domains", "");
        check("/v0/pods/{pod_id}", "GET", "/v0/pods/none", "");
        api.post("/v0/pods", "{\"client_id\":\"two\"}");
        check("/v0/pods/{pod_id}", "DELETE", "/v0/pods/two", "");
    }

    @Test
    void holdsForKeysAndWebhooksOfPodsAndInboxes() {
        String pod = "/v0/pods/" + api.post("/v0/pods", "{}").text("pod_id");
        api.post(pod + "/inboxes", "{\"username\":\"support\"}");
        String wish = "{\"url\":\"https://a.example\",\"event_types\":[\"message.received\"]}";

        for (String[] place : new String[][] {{"/v0/pods/{pod_id}", pod}, {"/v0/inboxes/{inbox_id}", ONE_INBOX}}) {
            String keys = place[0] + "/api-keys";
            Reply key = check(keys, "POST", place[1] + "/api-keys", "{\"permissions\":{\"inbox_read\":true}}");
            String oneKey = place[1] + "/api-keys/" + key.text("api_key_id");
            check(keys, "GET", place[1] + "/api-keys", "");
            check(keys + "/{api_key_id}", "PATCH", oneKey, "{\"name\":\"other\"}");
            check(keys + "/{api_key_id}", "DELETE", oneKey, "");
            check(keys + "/{api_key_id}", "DELETE", oneKey, "");
            String hooks = place[0] + "/webhooks";
            Reply hook = check(hooks, "POST", place[1] + "/webhooks", wish);
            String oneHook = place[1] + "/webhooks/" + hook.text("webhook_id");
            check(hooks, "GET", place[1] + "/webhooks", "");
            check(hooks + "/{webhook_id}", "GET", oneHook, "");
            check(hooks + "/{webhook_id}", "PATCH", oneHook, "{\"event_types\":[\"message.sent\"]}");
            check(hooks + "/{webhook_id}/headers", "PATCH", oneHook + "/headers", "{\"headers\":{\"A\":\"b\"}}");
            check(hooks + "/{webhook_id}/headers", "GET", oneHook + "/headers", "");
            check(hooks + "/{webhook_id}", "DELETE", oneHook, "");
        }
    }

    void holdsForFramesOfTheWebSocket() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
        try (SocketClient client = SocketClient.open(api.port(), "", api.root)) {
            client.send("{\"type\":\"subscribe\",\"event_types\":[\"message.received\"]}");
            checkFrame("Subscribed", client.next());
            client.send("{\"type\":\"subscribe\",\"event_types\":[1]}");
            checkFrame("Error_", client.next());
            api.world.deliver(INBOX, "<1@x>", "Question", "First");
            checkFrame("MessageReceivedEvent", client.next());
        }
    }

    private void checkFrame(String schema, JsonNode frame) {
        assertThat(contract.wrongsOf(schema, frame)).as(frame.toString()).isEmpty();
    }
}
