package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import javax.mail.AuthenticationFailedException;
import javax.mail.Flags;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An inbox is the same mailbox over REST, IMAP and JMAP: what one changes, the others show. */
@ExtendWith(SharedServer.class)
class ImapJmapIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final Postroom postroom;
    private InboxClient inbox;
    private Letter letter;

    ImapJmapIT(Postroom postroom) {
        this.postroom = postroom;
    }

    @BeforeEach
    void aMessageInAnInboxWithAPassword() {
        inbox = postroom.inbox();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
        letter = Letter.to(inbox.id());
        postroom.deliver(inbox, letter);
        inbox.await(letter.messageId());
    }

    private ImapClient imap() throws Exception {
        return postroom.imap(inbox.id(), PASSWORD);
    }

    private JmapClient jmap() {
        return postroom.jmap(inbox.id(), PASSWORD);
    }

    @Test
    void thePasswordOpensTheMailboxEverywhereAndAWrongOneNowhere() throws Exception {
        try (ImapClient imap = imap();
                SmtpClient submission = postroom.submission()) {
            assertThat(imap.keywords("INBOX", letter.messageId())).isPresent();
            assertThat(jmap().session().status()).isEqualTo(200);
            assertThat(submission.login(inbox.id(), "wrong").code()).isEqualTo(535);
            assertThat(submission.login(inbox.id(), PASSWORD).code()).isEqualTo(235);
        }
        assertThatThrownBy(() -> postroom.imap(inbox.id(), "wrong")).isInstanceOf(AuthenticationFailedException.class);
        assertThat(postroom.jmap(inbox.id(), "wrong").session().status()).isEqualTo(401);
    }

    @Test
    void anApiKeyWhoseScopeCoversTheInboxIsAPasswordToo() throws Exception {
        String key = postroom.rest()
                .post("/v0/api-keys", Map.of("name", "mail"))
                .ok()
                .get("api_key")
                .asText();
        try (ImapClient imap = postroom.imap(inbox.id(), key);
                SmtpClient submission = postroom.submission()) {
            assertThat(imap.keywords("INBOX", letter.messageId())).isPresent();
            assertThat(postroom.jmap(inbox.id(), key).session().status()).isEqualTo(200);
            assertThat(submission.login(inbox.id(), key).code()).isEqualTo(235);
        }
    }

    @Test
    void aRevokedKeyAndAKeyOfAnotherOrganisationAreNoPasswords() throws Exception {
        JsonNode revoked =
                postroom.rest().post("/v0/api-keys", Map.of("name", "gone")).ok();
        postroom.rest()
                .delete("/v0/api-keys/" + revoked.get("api_key_id").asText())
                .ok();
        String foreign = Operator.on(postroom).organization("strangers").rootKey();

        for (String key : List.of(revoked.get("api_key").asText(), foreign)) {
            assertThatThrownBy(() -> postroom.imap(inbox.id(), key)).isInstanceOf(AuthenticationFailedException.class);
            assertThat(postroom.jmap(inbox.id(), key).session().status()).isEqualTo(401);
            try (SmtpClient submission = postroom.submission()) {
                assertThat(submission.login(inbox.id(), key).code()).isEqualTo(535);
            }
        }
    }

    @Test
    void aMailboxHasTheFoldersOfTheDesign() throws Exception {
        try (ImapClient imap = imap()) {
            assertThat(imap.folders()).contains("INBOX", "Sent", "Drafts", "Archive", "Spam", "Trash");
        }
        assertThat(jmap().mailboxes().keySet()).contains("INBOX", "Sent", "Drafts", "Archive", "Spam", "Trash");
    }

    @Test
    void jmapShowsThePreviewOfWhatArrivedAlsoWhenAskedAgain() {
        Letter html = Letter.to(inbox.id())
                .header("Content-Type", "text/html; charset=utf-8")
                .text("<p>Your <b>invoice</b> is due</p>");
        postroom.deliver(inbox, html);
        inbox.await(html.messageId());

        for (int time = 0; time < 2; time++) { // the first makes it, the second finds it kept
            JsonNode email =
                    jmap().email(html.messageId(), "preview", "hasAttachment").orElseThrow();
            assertThat(email.get("preview").asText()).isEqualTo("Your invoice is due");
            assertThat(email.get("hasAttachment").asBoolean()).isFalse();
        }
    }

    @Test
    void aLabelSetOverRestIsAKeywordInImapAndJmap() throws Exception {
        inbox.relabel(letter.messageId(), List.of("invoice", "Zu bezahlen: 50%", "starred"), List.of("unread"));

        try (ImapClient imap = imap()) {
            Flags flags = imap.flags("INBOX", letter.messageId()).orElseThrow();
            assertThat(flags.contains("invoice")).isTrue();
            assertThat(flags.contains("$5au$20bezahlen$3a$2050$25")).isTrue();
            assertThat(flags.contains(Flags.Flag.FLAGGED)).isTrue();
            assertThat(flags.contains(Flags.Flag.SEEN)).isTrue();
        }
        JsonNode keywords = email("keywords").get("keywords");
        assertThat(keywords.has("invoice")).isTrue();
        assertThat(keywords.has("$5au$20bezahlen$3a$2050$25")).isTrue();
        assertThat(keywords.has("$flagged")).isTrue();
        assertThat(keywords.has("$seen")).isTrue();
    }

    @Test
    void flagsAndKeywordsSetOverImapAreLabels() throws Exception {
        Flags flags = new Flags(Flags.Flag.FLAGGED);
        flags.add(Flags.Flag.SEEN);
        flags.add("$5au$20bezahlen$3a$2050$25");
        try (ImapClient imap = imap()) {
            imap.setFlag("INBOX", letter.messageId(), flags, true);
            awaitLabels("received", "starred", "Zu bezahlen: 50%");

            imap.setFlag("INBOX", letter.messageId(), flags, false);
            awaitLabels("received", "unread");
        }
    }

    @Test
    void keywordsSetOverJmapAreLabels() {
        String id = email("id").get("id").asText();

        jmap().patch(id, Map.of("keywords/$seen", true, "keywords/project-x", true));
        awaitLabels("received", "project-x");

        java.util.Map<String, Object> unset = new java.util.HashMap<>();
        unset.put("keywords/project-x", null);
        jmap().patch(id, unset);
        awaitLabels("received");
    }

    @Test
    void aMoveOverImapChangesTheLabelsAndBack() throws Exception {
        try (ImapClient imap = imap()) {
            imap.move("INBOX", letter.messageId(), "Trash");
            awaitLabels("received", "unread", "trash");
            assertThat(inbox.list("limit=5")).isEmpty();
            assertThat(inbox.list("limit=5&include_trash=true")).hasSize(1);

            imap.move("Trash", letter.messageId(), "INBOX");
            awaitLabels("received", "unread");

            imap.move("INBOX", letter.messageId(), "Spam");
            awaitLabels("received", "unread", "spam");
        }
    }

    @Test
    void aMoveOverJmapChangesTheLabels() {
        JmapClient jmap = jmap();
        String archive = jmap.mailboxes().get("Archive");

        jmap.patch(email("id").get("id").asText(), Map.of("mailboxIds", Map.of(archive, true)));

        awaitLabels("received", "unread", "archived");
    }

    @Test
    void aFolderLabelSetOverRestMovesTheMessage() throws Exception {
        try (ImapClient imap = imap()) {
            inbox.relabel(letter.messageId(), List.of("trash"), List.of());
            assertThat(imap.keywords("Trash", letter.messageId())).isPresent();
            assertThat(imap.keywords("INBOX", letter.messageId())).isEmpty();

            inbox.relabel(letter.messageId(), List.of("archived"), List.of("trash"));
            assertThat(imap.keywords("Archive", letter.messageId())).isPresent();

            inbox.relabel(letter.messageId(), List.of(), List.of("archived"));
            assertThat(imap.keywords("INBOX", letter.messageId())).isPresent();
        }
        assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder("received", "unread");
    }

    @Test
    void aDeletionOverImapDeletesTheMessage() throws Exception {
        try (ImapClient imap = imap()) {
            imap.delete("INBOX", letter.messageId());
        }

        Eventually.holds(
                () -> assertThat(inbox.get(letter.messageId()).status()).isEqualTo(404));
        assertThat(inbox.everyMessageId()).isEmpty();
    }

    @Test
    void aDeletionOverJmapDeletesTheMessage() {
        jmap().destroy(email("id").get("id").asText());

        Eventually.holds(
                () -> assertThat(inbox.get(letter.messageId()).status()).isEqualTo(404));
    }

    @Test
    void aDeletionOverRestDeletesItInTheMailbox() throws Exception {
        inbox.rest().delete(inbox.messagePath(letter.messageId())).ok();

        try (ImapClient imap = imap()) {
            assertThat(imap.keywords("INBOX", letter.messageId())).isEmpty();
        }
        assertThat(jmap().email(letter.messageId())).isEmpty();
    }

    @Test
    void aMessageAppendedOverImapIsListed() throws Exception {
        Letter note = Letter.to(inbox.id()).subject("A note to self");
        try (ImapClient imap = imap()) {
            imap.append("INBOX", note);
        }

        assertThat(inbox.await(note.messageId()).get("subject").asText()).isEqualTo("A note to self");
    }

    @Test
    void messagesShareAThreadOverJmapIfAndOnlyIfTheyDoOverRest() {
        Letter answer = Letter.to(inbox.id()).subject("Something else").answering(letter);
        Letter stranger = Letter.to(inbox.id()).subject("Greetings");
        for (Letter more : List.of(answer, stranger)) {
            postroom.deliver(inbox, more);
            inbox.await(more.messageId());
        }

        assertThat(thread(answer)).isEqualTo(thread(letter));
        assertThat(thread(stranger)).isNotEqualTo(thread(letter));
        // each protocol has names of its own for the same threads
        assertThat(jmapThread(answer)).isEqualTo(jmapThread(letter));
        assertThat(jmapThread(stranger)).isNotEqualTo(jmapThread(letter));
    }

    private String jmapThread(Letter of) {
        return jmap().email(of.messageId(), "threadId")
                .orElseThrow()
                .get("threadId")
                .asText();
    }

    private String thread(Letter of) {
        return inbox.get(of.messageId()).ok().get("thread_id").asText();
    }

    private JsonNode email(String... properties) {
        return jmap().email(letter.messageId(), properties).orElseThrow();
    }

    private void awaitLabels(String... labels) {
        Eventually.holds(() -> assertThat(inbox.labels(letter.messageId())).containsExactlyInAnyOrder(labels));
    }
}
