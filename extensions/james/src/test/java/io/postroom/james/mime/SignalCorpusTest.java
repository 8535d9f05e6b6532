package io.postroom.james.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.message.ParsedMessage;
import io.postroom.core.message.Reading;
import io.postroom.core.signal.Names;
import io.postroom.core.signal.Signal;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals of messages that other projects collected; skipped where they are not beside the checkout. */
class SignalCorpusTest {
    private static final Logger LOGGER = LoggerFactory.getLogger(SignalCorpusTest.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Set<String> COLLECTIONS =
            Set.of("mime-enmime", "mime-mime4j", "mime-postal-mime", "reply-talon", "reply-github");

    /** What others' tests expect of the messages beside. */
    private static final List<String> NO_MAIL = List.of(".xml", ".out", ".golden", ".bin", ".png");

    private final MimeMessageParser parser = new MimeMessageParser();

    @Test
    void readsSignalsOfEveryMessageOfEveryCollection() throws IOException {
        Path corpora = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"));
        assumeTrue(Files.isDirectory(corpora), "the collections are not beside the checkout");
        Map<String, Integer> counts = new TreeMap<>();
        List<Path> mails = mails(corpora);

        int safe = 0;
        for (Path mail : mails) {
            long start = System.nanoTime();
            ParsedMessage parsed = parser.parse(new TextMessage(Files.readAllBytes(mail)));
            Reading reading = parser.read(parsed, Names.NONE, false);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(mail.toString())
                    .isLessThan(LIMIT);
            reading.signals().forEach(signal -> counts.merge(nameOf(signal), 1, Integer::sum));
            safe += reading.safeText().isPresent() ? 1 : 0;
        }

        LOGGER.info("{} messages, {} with a safe text, signals: {}", mails.size(), safe, counts);
        assertThat(mails).hasSizeGreaterThan(250);
    }

    private static List<Path> mails(Path corpora) throws IOException {
        try (Stream<Path> files = Files.walk(corpora)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> COLLECTIONS.contains(
                            corpora.relativize(file).getName(0).toString()))
                    .filter(file -> NO_MAIL.stream().noneMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Signal signal) {
        return signal.getClass().getSimpleName();
    }
}
