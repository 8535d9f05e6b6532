package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that go with messages: those of a message that is forwarded, and those that are downloaded. */
@ExtendWith(SharedServer.class)
class SentFilesIT {
    private final Postroom postroom;
    private final SmtpPeer peer;
    private final InboxClient inbox;
    private final String remote = "u" + UUID.randomUUID() + "@elsewhere.example";

    SentFilesIT(Postroom postroom, SmtpPeer peer) {
        this.postroom = postroom;
        this.peer = peer;
        this.inbox = postroom.inbox();
    }

    @Test
    void aForwardBringsTheTextAndTheFiles() throws Exception {
        Letter letter = Letter.to(inbox.id())
                .subject("Offer")
                .content(
                        "multipart/mixed; boundary=b",
                        "--b\r\nContent-Type: text/plain\r\n\r\nTen apples.\r\n--b\r\n"
                                + "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=o.pdf\r\n"
                                + "Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--\r\n");
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());

        inbox.rest()
                .post(inbox.messagePath(letter.messageId()) + "/forward", Map.of("to", remote, "text", "Look"))
                .ok();

        Message message = ParsedMail.of(peer.await(remote));
        assertThat(message.getSubject()).isEqualTo("Fwd: Offer");
        assertThat(ParsedMail.text(ParsedMail.parts(message).get(0)))
                .startsWith("Look\r\n")
                .contains("From: Ada <ada@elsewhere.example>")
                .contains("Ten apples.");
        assertThat(ParsedMail.parts(message).get(1).getFilename()).isEqualTo("o.pdf");
        assertThat(ParsedMail.text(ParsedMail.parts(message).get(1))).isEqualTo("%PDF");
    }

    @Test
    void aForwardOfAPageWithPicturesShowsThemAndSurvivesOddParts() throws Exception {
        Letter letter = Letter.to(inbox.id())
                .content(
                        "multipart/mixed; boundary=m",
                        "--m\r\nContent-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n"
                                + "<p><img src=\"cid:logo@x\"></p>\r\n--r\r\nContent-Type: image/png\r\n"
                                + "Content-ID: <logo@x>\r\nContent-Transfer-Encoding: base64\r\n\r\nAQID\r\n--r--\r\n"
                                + "--m\r\nContent-Type: a/b@c\r\nContent-ID: <a \"b>\r\n"
                                + "Content-Disposition: attachment; filename*=utf-8''..%2Fa%0D%0AX-Y%3A\r\n\r\nodd\r\n"
                                + "--m\r\nContent-Type: message/rfc822\r\n\r\nSubject: within\r\n\r\nx\r\n--m--\r\n");
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());

        inbox.rest()
                .post(inbox.messagePath(letter.messageId()) + "/forward", Map.of("to", remote, "html", "<b>Look</b>"))
                .ok();

        List<Entity> mixed = ParsedMail.parts(ParsedMail.of(peer.await(remote)));
        List<Entity> related = ParsedMail.parts(ParsedMail.parts(mixed.get(0)).get(1));
        assertThat(ParsedMail.text(related.get(0))).startsWith("<b>Look</b>").contains("<img src=\"cid:logo@x\">");
        assertThat(related.get(1).getHeader().getField("Content-ID").getBody()).isEqualTo("<logo@x>");
        assertThat(ParsedMail.content(related.get(1))).containsExactly(1, 2, 3);
        assertThat(ParsedMail.text(mixed.get(1))).isEqualTo("odd");
        assertThat(mixed.get(1).getFilename()).doesNotContain("/", "\r", "\n");
        assertThat(mixed).hasSize(3);
    }

    @Test
    void aFileIsDownloadedUnderANameThatLeadsNowhere() {
        String id = inbox.rest()
                .post(
                        inbox.path() + "/messages/send",
                        Map.of(
                                "to",
                                inbox.id(),
                                "text",
                                "x",
                                "attachments",
                                List.of(Map.of("filename", "../../etc/\u0007pass\u202Ewd", "content", "YQ=="))))
                .ok()
                .get("message_id")
                .asText();

        JsonNode file = inbox.await(id).at("/attachments/0");
        JsonNode link = inbox.rest()
                .get(inbox.messagePath(id) + "/attachments/"
                        + file.get("attachment_id").asText())
                .ok();
        RestClient.Answer download =
                inbox.rest().withoutKey().get(link.get("download_url").asText());

        assertThat(file.get("filename").asText()).isEqualTo("passwd");
        assertThat(download.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"passwd\"; filename*=UTF-8''passwd");
    }
}
