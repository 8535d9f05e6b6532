package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Awkward messages collected by other projects, in James' mailboxes; skipped where they are not beside the checkout. */
class StoredCorpusTest {
    private static final Path CORPORA = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"));

    @Test
    void everyMessageComesBackOctetByOctet() throws IOException {
        assumeTrue(Files.isDirectory(CORPORA), "there are no collections of messages at " + CORPORA);
        for (Path file : messages()) {
            MemoryJames james = new MemoryJames();
            JamesMailboxes mailboxes = new JamesMailboxes(james.mailboxes, james.messages);
            byte[] octets = Files.readAllBytes(file);

            MailboxMessageId id = mailboxes.append(
                    Fixtures.SUPPORT, new TextMessage(octets), Labels.of(Label.RECEIVED), Fixtures.NOW);

            try (InputStream in =
                    mailboxes.find(Fixtures.SUPPORT, id).orElseThrow().raw().open()) {
                assertThat(in.readAllBytes()).as("%s", file).isEqualTo(octets);
            }
        }
    }

    private static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(CORPORA)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> CORPORA.relativize(file).toString().startsWith("mime-"))
                    .filter(file -> file.toString().matches(".*\\.(eml|raw|msg)"))
                    .toList();
        }
    }
}
