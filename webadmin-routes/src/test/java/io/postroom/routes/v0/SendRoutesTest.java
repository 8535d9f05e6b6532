package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.message.Label;
import io.postroom.core.message.Message;
import io.postroom.routes.Client.Reply;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendRoutesTest {
    private static final InboxId INBOX = new InboxId("support@agents.example");
    private static final String MESSAGES = "/v0/inboxes/support@agents.example/messages";

    private final Api api = new Api();

    @BeforeEach
    void makeInbox() {
        api.post("/v0/inboxes", "{\"username\":\"support\"}");
    }

    @AfterEach
    void close() {
        api.close();
    }

    private Reply send(String body) {
        return api.post(MESSAGES + "/send", body);
    }

    private FakeOutbox.Mail onlyMail() {
        assertThat(api.world.outbox.mails()).hasSize(1);
        return api.world.outbox.mails().get(0);
    }

    private Message received() {
        return api.world.deliver(
                INBOX,
                TextMessage.of("From: ann@example.com\nTo: support@agents.example\nMessage-ID: <a/b@example.com>\n"
                        + "Subject: Help\n\nText\n"));
    }

    @Test
    void sendsAndAnswersWithTheIdsAlone() {
        Reply reply = send("""
                {"to":"ann@example.com","cc":["Bob <bob@example.com>"],"subject":"Hello","text":"Hi","labels":["lead"],
                 "headers":{"X-Ticket":"1"},"attachments":[{"filename":"a.txt","content":"YQ==\\n"}],"track_opens":false,
                 "reply_to":["desk@example.com","Cal <cal@example.com>"]}""");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().size()).isEqualTo(2);
        assertThat(onlyMail().message().id().value()).isEqualTo(reply.text("message_id"));
        assertThat(onlyMail().message().thread().toString()).isEqualTo(reply.text("thread_id"));
        assertThat(onlyMail().recipients()).containsExactly("ann@example.com", "bob@example.com");
        assertThat(onlyMail().text())
                .contains("X-Ticket: 1")
                .contains("X-File: a.txt")
                .contains("Reply-To: desk@example.com, Cal <cal@example.com>\r\n");
    }

    @ParameterizedTest
    @CsvSource({"reply,Re: Help", "reply-all,Re: Help", "forward,Fwd: Help"})
    void doesWithAMessageWhatThePathSays(String action, String subject) {
        Message message = received();
        String recipients = action.equals("forward") ? "\"to\":\"bob@example.com\"," : "";

        Reply reply = api.post(MESSAGES + "/%3Ca/b@example.com%3E/" + action, "{" + recipients + "\"text\":\"x\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("thread_id")).isEqualTo(message.thread().toString());
        assertThat(onlyMail().text()).contains("Subject: " + subject);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\":\"ann\"} | [\"to\"]",
                "{\"to\":[\"ann@example.com\",\"x\"]} | [\"to\",1]",
                "{\"to\":\"a@b.example\",\"subject\":\"a\\nb\"} | [\"subject\"]",
                "{\"to\":\"a@b.example\",\"headers\":{\"From\":\"x\"}} | [\"headers\",\"From\"]",
                "{\"to\":\"a@b.example\",\"labels\":[\"sent\"]} | [\"labels\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"content\":\"%\"}]} | [\"attachments\",0,\"content\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"filename\":\"a\"}]} | [\"attachments\",0,\"content\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"url\":\"https://x.example/\"}]} | [\"attachments\",0,\"url\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"url\":\"ftp://x.example/\"}]} | [\"attachments\",0,\"url\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"url\":\"/etc/passwd\"}]} | [\"attachments\",0,\"url\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"url\":\"http://x y\"}]} | [\"attachments\",0,\"url\"]",
                "{\"to\":\"a@b.example\",\"attachments\":[{\"url\":\"\",\"content\":\"\"}]} | [\"attachments\",0,\"content\"]",
                "{\"to\":\"a@b.example\",\"send_delay\":\"5\"} | [\"send_delay\"]",
                "{\"to\":\"a@b.example\",\"send_delay\":1.5} | [\"send_delay\"]",
                "{\"to\":\"a@b.example\",\"send_delay\":-1} | [\"send_delay\"]",
                "{\"to\":\"a@b.example\",\"send_delay\":86401} | [\"send_delay\"]",
                "{\"to\":\"a@b.example\",\"text\":5} | [\"text\"]"
            })
    void refusesABadFieldByItsPath(String body, String path) {
        Reply reply = send(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo(path);
        assertThat(api.world.outbox.mails()).isEmpty();
    }

    @Test
    void readsBase64WithWhiteSpaceBetween() {
        Reply reply = send(
                "{\"to\":\"a@b.example\",\"attachments\":[{\"filename\":\"a\",\"content\":\" YW\\r\\n\\tJj \\n\"}]}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(onlyMail().text()).contains("|YWJj");
    }

    @Test
    void whoWantsOpensTrackedHearsThatTheyAreNot() {
        received();

        Reply sent = send("{\"to\":\"a@b.example\",\"html\":\"<p>\",\"track_opens\":true}");
        Reply answered = api.post(MESSAGES + "/%3Ca/b@example.com%3E/reply-all", "{\"track_opens\":true}");

        assertThat(sent.status()).isEqualTo(422);
        assertThat(sent.text("code")).isEqualTo("unprocessable");
        assertThat(answered.status()).isEqualTo(422);
        assertThat(api.world.outbox.mails()).isEmpty();
    }

    @Test
    void takesBackWhatWaitsAndNothingElse() {
        String waits = send("{\"to\":\"ann@example.com\",\"send_delay\":60}").text("message_id");
        String left = send("{\"to\":\"ann@example.com\",\"send_delay\":0}").text("message_id");

        Reply first = api.post(MESSAGES + "/" + waits.replace("<", "%3C").replace(">", "%3E") + "/cancel", "");
        Reply second = api.post(MESSAGES + "/" + waits.replace("<", "%3C").replace(">", "%3E") + "/cancel", "{}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("message_id")).isEqualTo(waits);
        assertThat(first.json().get("labels").toString()).isEqualTo("[\"cancelled\",\"trash\"]");
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(api.post(MESSAGES + "/" + left.replace("<", "%3C").replace(">", "%3E") + "/cancel", "")
                        .status())
                .isEqualTo(409);
        assertThat(api.post(MESSAGES + "/%3Cno@example.com%3E/cancel", "").status())
                .isEqualTo(404);
    }

    @Test
    void mailToSomebodyWhoseMailBouncedIsRejected() {
        api.world.suppress("gone@example.com");

        Reply reply = send("{\"to\":[\"ann@example.com\",\"Gone@example.com\"],\"text\":\"x\"}");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text("code")).isEqualTo("message_rejected");
        assertThat(reply.text("name")).isEqualTo("MessageRejectedError");
        assertThat(reply.text("message")).contains("gone@example.com");
        assertThat(api.world.outbox.mails()).isEmpty();
    }

    @Test
    void nobodyToSendToIsUnprocessable() {
        assertThat(send("{\"text\":\"x\"}").status()).isEqualTo(422);
        assertThat(send("{\"to\":[],\"text\":\"x\"}").status()).isEqualTo(422);
    }

    @Test
    void anAnswerToAllNamesNobody() {
        received();

        Reply both =
                api.post(MESSAGES + "/%3Ca/b@example.com%3E/reply", "{\"reply_all\":true,\"to\":\"b@example.com\"}");
        Reply all = api.post(MESSAGES + "/%3Ca/b@example.com%3E/reply-all", "{\"to\":\"b@example.com\"}");

        assertThat(both.status()).isEqualTo(400);
        assertThat(all.status()).isEqualTo(400);
    }

    @Test
    void anUnknownMessageAndAKeyThatMayNotAreRefused() {
        assertThat(api.post(MESSAGES + "/%3Cno@example.com%3E/reply", "{}").status())
                .isEqualTo(404);
        String reader = api.world.keyWith(Permission.MESSAGE_READ);
        assertThat(api.send("POST", MESSAGES + "/send", reader, "{\"to\":\"a@b.example\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aBodyMayBeAsLargeAsAMessageInBase64() {
        String eight = "A".repeat(8 << 20);

        Reply reply = send("{\"to\":\"a@b.example\",\"attachments\":[{\"content\":\"" + eight + "\"}]}");

        assertThat(reply.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "send, true, Auto-Submitted: auto-generated",
        "reply, true, Auto-Submitted: auto-replied",
        "reply-all, true, Auto-Submitted: auto-replied",
        "forward, true, Auto-Submitted: auto-generated",
        "reply, false, Auto-Submitted: no"
    })
    void saysOfAMessageWhetherAProgramSendsIt(String action, boolean automatic, String field) {
        received();
        String path = action.equals("send") ? "/send" : "/%3Ca/b@example.com%3E/" + action;
        String to = action.startsWith("reply") ? "" : "\"to\":\"bob@example.com\",";

        Reply reply = api.post(MESSAGES + path, "{" + to + "\"text\":\"x\",\"automatic\":" + automatic + "}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(onlyMail().text()).contains(field + "\r\n");
    }

    @Test
    void anAutomaticAnswerToAutomaticMailIsRefused() {
        api.world.deliver(
                INBOX,
                TextMessage.of("From: ann@example.com\nMessage-ID: <m@example.com>\n\nText\n"),
                new Label("auto-reply"));
        String path = MESSAGES + "/%3Cm@example.com%3E/reply";

        Reply refused = api.post(path, "{\"text\":\"x\",\"automatic\":true}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("loop_detected");
        assertThat(refused.text("fix")).contains("automatic");
        assertThat(api.post(path, "{\"text\":\"x\"}").status()).isEqualTo(200);
    }

    @Test
    void theFieldAndTheHeaderDoNotContradictEachOther() {
        Reply reply =
                send("{\"to\":\"a@b.example\",\"automatic\":false,\"headers\":{\"auto-submitted\":\"auto-replied\"}}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/path").toString()).isEqualTo("[\"automatic\"]");
    }
}
