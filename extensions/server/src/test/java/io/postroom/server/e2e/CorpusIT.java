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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every public test message there is goes in, and comes out as it was; skipped where the corpora are absent. */
@ExtendWith(SharedServer.class)
class CorpusIT {
    private static final Duration SLOWEST = Duration.ofSeconds(2);
    private static final String ARRIVALS =
            "?event_types=message.received,message.received.spam,message.received.blocked,"
                    + "message.received.unauthenticated&inbox_ids=";

    private final Postroom postroom;

    CorpusIT(Postroom postroom) {
        this.postroom = postroom;
    }

    @Test
    void everyMessageIsAcceptedListedReadAndKeptOctetForOctet() throws IOException {
        assumeTrue(Files.isDirectory(Checkout.corpora()), "no corpora beside this checkout");
        List<Path> files = files();
        warmUp();
        InboxClient inbox = postroom.inbox();
        List<Path> slow = slowOf(files, inbox);

        assertThat(inbox.everyMessageId()).hasSameSizeAs(files);
        // the machine may have been held up by something else, once
        assertThat(slowOf(slow, postroom.inbox()))
                .as("takes more than %s, twice", SLOWEST)
                .isEmpty();
    }

    /** Sends these files; says which of them took too long, and fails if anything else is wrong with one. */
    private List<Path> slowOf(List<Path> files, InboxClient inbox) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<Path> slow = new ArrayList<>();
        try (SmtpClient smtp = postroom.smtp();
                EventClient arrivals = EventClient.connect(
                                postroom, postroom.rootKey(), ARRIVALS + RestClient.segment(inbox.id()))
                        .await()) {
            for (Path file : files) {
                long start = System.nanoTime();
                String problem = problemWith(file, smtp, arrivals, inbox);
                if (!problem.isEmpty()) {
                    wrong.add(Checkout.corpora().relativize(file) + ": " + problem);
                }
                if (Duration.ofNanos(System.nanoTime() - start).compareTo(SLOWEST) > 0) {
                    slow.add(file);
                }
            }
        }
        assertThat(wrong).isEmpty();
        return slow;
    }

    /** What is slow at a first message only is not the message's fault. */
    private void warmUp() {
        InboxClient other = postroom.inbox();
        Letter letter = Letter.to(other.id());
        postroom.deliver(other, letter);
        other.await(letter.messageId());
    }

    /** What is wrong with the way of one message; empty if nothing. */
    private static String problemWith(Path file, SmtpClient smtp, EventClient arrivals, InboxClient inbox)
            throws IOException {
        byte[] sent = Crlf.normalized(Files.readAllBytes(file));
        SmtpClient.Reply reply = smtp.send(Letter.SENDER, inbox.id(), sent);
        if (reply.code() != 250) {
            return "answered " + reply;
        }
        String id = arrivals.next().messageId();
        if (!newest(inbox).contains(id)) {
            return "told of, but not listed";
        }
        RestClient.Answer shown = inbox.get(id);
        if (shown.status() != 200) {
            return "get answered " + shown;
        }
        return Crlf.endsWithAfterTrace(inbox.raw(id), sent) ? "" : "raw differs";
    }

    private static List<String> newest(InboxClient inbox) {
        return inbox.list("limit=3&include_spam=true&include_unauthenticated=true&include_blocked=true").stream()
                .map((JsonNode message) -> message.get("message_id").asText())
                .toList();
    }

    private static List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> corpora = Files.list(Checkout.corpora())) {
            for (Path corpus : corpora.filter(
                            path -> path.getFileName().toString().startsWith("mime-"))
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(corpus)) {
                    files.filter(Files::isRegularFile).sorted().forEach(found::add);
                }
            }
        }
        return found;
    }
}
