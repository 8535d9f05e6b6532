package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is archived is out of sight and not gone, whoever archived it. */
@ExtendWith(SharedServer.class)
class ArchiveIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final Postroom postroom;
    private InboxClient inbox;
    private Letter letter;

    ArchiveIT(Postroom postroom) {
        this.postroom = postroom;
    }

    @BeforeEach
    void aMessageInAnInboxWithAPassword() {
        inbox = postroom.inbox();
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
        letter = deliver(Letter.to(inbox.id()));
    }

    private Letter deliver(Letter one) {
        postroom.deliver(inbox, one);
        inbox.await(one.messageId());
        return one;
    }

    private void archive() {
        inbox.relabel(letter.messageId(), List.of("archived"), List.of());
    }

    private List<String> listed(String query) {
        return inbox.list("limit=50" + query).stream()
                .map(message -> message.get("message_id").asText())
                .toList();
    }

    private List<JsonNode> threads(String query) {
        return InboxClient.elements(inbox.rest()
                .get(inbox.path() + "/threads?limit=50" + query)
                .ok()
                .get("threads"));
    }

    @Test
    void theLabelMovesTheMessageIntoTheArchiveOfMailClientsAndBack() throws Exception {
        archive();

        JmapClient jmap = postroom.jmap(inbox.id(), PASSWORD);
        String archive = jmap.mailboxOfRole("archive").orElseThrow();
        try (ImapClient imap = postroom.imap(inbox.id(), PASSWORD)) {
            assertThat(imap.specialUses()).anyMatch(line -> line.contains("\\Archive") && line.endsWith("\"Archive\""));
            assertThat(imap.keywords("Archive", letter.messageId())).isPresent();
            assertThat(imap.keywords("INBOX", letter.messageId())).isEmpty();
            assertThat(mailboxes(jmap)).containsExactly(archive);

            inbox.relabel(letter.messageId(), List.of(), List.of("archived"));
            assertThat(imap.keywords("INBOX", letter.messageId())).isPresent();
            assertThat(mailboxes(jmap))
                    .containsExactly(jmap.mailboxOfRole("inbox").orElseThrow());
        }
    }

    private List<String> mailboxes(JmapClient jmap) {
        JsonNode ids =
                jmap.email(letter.messageId(), "mailboxIds").orElseThrow().get("mailboxIds");
        List<String> names = new java.util.ArrayList<>();
        ids.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aMoveOfAMailClientIsSeenOverRest() throws Exception {
        try (ImapClient imap = postroom.imap(inbox.id(), PASSWORD)) {
            imap.move("INBOX", letter.messageId(), "Archive");
            Eventually.holds(() -> assertThat(inbox.labels(letter.messageId())).contains("archived"));
            Eventually.holds(() -> assertThat(threads("")).isEmpty());
            assertThat(listed("")).isEmpty();

            imap.move("Archive", letter.messageId(), "INBOX");
            Eventually.holds(() -> assertThat(listed("")).containsExactly(letter.messageId()));
            Eventually.holds(() -> assertThat(threads("")).hasSize(1));
        }
    }

    @Test
    void anArchivedMessageIsShownToWhoAsksForIt() {
        Letter other = deliver(Letter.to(inbox.id()).subject("Something else"));

        archive();

        assertThat(listed("")).containsExactly(other.messageId());
        assertThat(listed("&include_archived=true")).containsExactly(other.messageId(), letter.messageId());
        assertThat(listed("&labels=archived")).containsExactly(letter.messageId());
        assertThat(threads("")).hasSize(1);
        assertThat(threads("&include_archived=true")).hasSize(2);
        JsonNode shown = inbox.get(letter.messageId()).ok();
        assertThat(shown.get("text").asText()).contains("Good morning.");
        JsonNode thread = inbox.rest()
                .get("/v0/threads/" + shown.get("thread_id").asText())
                .ok();
        assertThat(thread.at("/messages/0/message_id").asText()).isEqualTo(letter.messageId());
    }

    @Test
    void aNewMessageBringsTheConversationBack() {
        archive();
        assertThat(threads("")).isEmpty();

        Letter answer = deliver(Letter.to(inbox.id()).answering(letter));

        Eventually.holds(() -> assertThat(threads("")).hasSize(1));
        JsonNode thread = threads("").get(0);
        assertThat(thread.get("message_count").asInt()).isEqualTo(2);
        assertThat(InboxClient.texts(thread.get("labels"))).doesNotContain("archived");
        assertThat(listed("")).containsExactly(answer.messageId());
    }
}
