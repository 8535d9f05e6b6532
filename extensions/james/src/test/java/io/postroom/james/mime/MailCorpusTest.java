package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Awkward messages collected by other projects; skipped where they are not beside the checkout. */
class MailCorpusTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void readsEveryMessageOfEveryCollection() throws IOException {
        Path corpora = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"));
        assumeTrue(Files.isDirectory(corpora), "there are no collections of messages at " + corpora);
        List<Path> slow = new ArrayList<>();
        int count = 0;
        for (Path file : messagesIn(corpora)) {
            TextMessage raw = new TextMessage(Files.readAllBytes(file));
            long start = System.nanoTime();
            HostileMailTest.assertListedCanBeOpened(raw);
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                slow.add(file);
            }
            count++;
        }
        assertThat(slow).isEmpty();
        assertThat(count).isGreaterThan(100);
    }

    private static List<Path> messagesIn(Path corpora) throws IOException {
        try (Stream<Path> files = Files.walk(corpora)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> corpora.relativize(file).toString().startsWith("mime-"))
                    .toList();
        }
    }
}
