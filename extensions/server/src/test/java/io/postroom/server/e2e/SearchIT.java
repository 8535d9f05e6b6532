package io.postroom.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mail is found by what is in it, a moment after it came. */
@ExtendWith(SharedServer.class)
class SearchIT {
    /** A second on a machine that has time. */
    private static final Duration FRESH_WITHIN = Duration.ofSeconds(10);

    private static final String PASSWORD = "a password for a mail client";

    private final Postroom postroom;
    private final InboxClient inbox;
    private final String word = "w" + UUID.randomUUID().toString().replace("-", "");

    SearchIT(Postroom postroom) {
        this.postroom = postroom;
        this.inbox = postroom.inbox();
    }

    private List<JsonNode> search(String query) {
        return InboxClient.elements(inbox.rest()
                .get(inbox.path() + "/messages/search?q=" + RestClient.segment(query))
                .ok()
                .get("messages"));
    }

    private List<String> found(String query) {
        return search(query).stream()
                .map(message -> message.get("message_id").asText())
                .toList();
    }

    private void eventuallyFinds(String query, Letter... letters) {
        List<String> ids = List.of(letters).stream().map(Letter::messageId).toList();
        Eventually.holds(FRESH_WITHIN, () -> assertThat(found(query)).containsExactlyInAnyOrderElementsOf(ids));
    }

    private Letter letter() {
        return Letter.to(inbox.id());
    }

    @Test
    void mailIsFoundAMomentAfterItCame() {
        Letter plain = letter().text("Your " + word + " is ready.\r\n");
        Letter html = letter().content("text/html; charset=utf-8", "<p>Your <b>" + word + "</b> &amp; more</p>\r\n");
        Letter subject = letter().subject("About " + word);
        postroom.deliver(inbox, plain);
        postroom.deliver(inbox, html);
        postroom.deliver(inbox, subject);

        eventuallyFinds(word, plain, html, subject);
        eventuallyFinds(word.substring(0, 20), plain, html, subject);
        eventuallyFinds("\"your " + word + "\"", plain, html);
        assertThat(found(word).get(0)).isEqualTo(subject.messageId());
        assertThat(search("\"" + word + " is\"").get(0).at("/highlights/text/0").asText())
                .isEqualTo("Your **" + word + " is** ready.");
    }

    @Test
    void searchesFollowLabelsMailClientsAndDeletions() throws Exception {
        Letter first = letter().subject(word);
        Letter second = letter().subject(word);
        postroom.deliver(inbox, first);
        postroom.deliver(inbox, second);
        eventuallyFinds(word, first, second);

        inbox.relabel(first.messageId(), List.of("trash"), List.of());
        eventuallyFinds(word, second);
        inbox.relabel(first.messageId(), List.of(), List.of("trash"));
        eventuallyFinds(word, first, second);
        inbox.rest().delete(inbox.messagePath(second.messageId())).ok();
        eventuallyFinds(word, first);
        inbox.rest()
                .put(inbox.path() + "/credentials", Map.of("password", PASSWORD))
                .ok();
        Letter note = letter().subject(word);
        try (ImapClient imap = postroom.imap(inbox.id(), PASSWORD)) {
            imap.append("INBOX", note);
        }
        eventuallyFinds(word, first, note);
    }

    @Test
    void threadsAreFoundEverywhereAndByWhoIsInThem() {
        Letter question = letter().subject(word).header("From", "Ann " + word + " <ann@elsewhere.example>");
        Letter answer = letter().answering(question).header("From", "Bob <bob-" + word + "@elsewhere.example>");
        postroom.deliver(inbox, question);
        postroom.deliver(inbox, answer);

        Eventually.holds(
                FRESH_WITHIN,
                () -> assertThat(inbox.rest()
                                .get("/v0/threads/search?q=bob-" + word)
                                .ok()
                                .at("/threads/0/last_message_id")
                                .asText())
                        .isEqualTo(answer.messageId()));
        for (String base : List.of("/v0/threads", inbox.path() + "/threads")) {
            String path = base + "?senders=" + RestClient.segment("[\"ann " + word + "\",\"bob-" + word + "\"]");
            Eventually.holds(
                    FRESH_WITHIN,
                    () -> { // the answer may have come first
                        JsonNode list = inbox.rest().get(path).ok();
                        assertThat(list.get("count").asInt()).isEqualTo(1);
                        assertThat(list.at("/threads/0/message_count").asInt()).isEqualTo(2);
                    });
        }
        assertThat(inbox.list("from=" + word + "&subject=" + word)).hasSize(1);
        assertThat(inbox.list("from=bob-" + word)).hasSize(1);
    }

    @Test
    void nobodyFindsTheMailOfOthers() {
        Letter letter = letter().subject(word);
        postroom.deliver(inbox, letter);
        eventuallyFinds(word, letter);
        Operator.Tenant other = Operator.on(postroom).organization("others");
        RestClient stranger = postroom.anonymous().with(other.rootKey());

        assertThat(stranger.get(inbox.path() + "/messages/search?q=" + word).status())
                .isEqualTo(404);
        assertThat(stranger.get(inbox.path() + "/threads/search?q=" + word).status())
                .isEqualTo(404);
        for (String path : List.of("/v0/threads/search?q=" + word, "/v0/threads?subject=" + word)) {
            assertThat(stranger.get(path).ok().get("count").asInt()).isZero();
        }
        assertThat(stranger.get("/v0/inboxes/search?q=" + RestClient.segment(inbox.id()))
                        .ok()
                        .get("count")
                        .asInt())
                .isZero();
        assertThat(inbox.rest()
                        .get("/v0/inboxes/search?q=" + RestClient.segment(inbox.id()))
                        .ok()
                        .get("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anOperatorComparesTheIndex() {
        Letter letter = letter().subject(word);
        postroom.deliver(inbox, letter);
        eventuallyFinds(word, letter);
        Operator operator = Operator.on(postroom);

        String task = operator.admin()
                .post("/postroom/search/rebuild", Map.of())
                .ok()
                .get("taskId")
                .asText();

        JsonNode over = operator.awaitTask(task);
        assertThat(over.get("status").asText()).isEqualTo("completed");
        assertThat(over.at("/additionalInformation/messages").asInt()).isPositive();
        assertThat(found(word)).containsExactly(letter.messageId());
    }

    /** The Big List of Naughty Strings, with mail there that has each of them. Skipped where the corpora are absent. */
    @Test
    void everyStringCanBeLookedFor() throws IOException {
        Path file = Checkout.corpora().resolve("blns").resolve("blns.json");
        assumeTrue(Files.exists(file), "no corpora beside this checkout");
        List<String> strings = new ArrayList<>();
        RestClient.parse(Files.readAllBytes(file)).forEach(text -> strings.add(text.asText()));
        Letter all = letter().text(String.join("\r\n\r\n", strings) + "\r\n" + word + "\r\n");
        postroom.deliver(inbox, all);
        eventuallyFinds(word, all);

        for (String text : strings) {
            String query = RestClient.segment(text);
            for (String path : List.of("/messages/search?q=" + query, "/messages?subject=" + query)) {
                assertThat(inbox.rest().get(inbox.path() + path).status())
                        .as(path)
                        .isIn(200, 400);
            }
        }
    }
}
