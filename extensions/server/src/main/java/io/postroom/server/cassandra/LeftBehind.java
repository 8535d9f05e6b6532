package io.postroom.server.cassandra;

import io.postroom.server.launch.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node of a server that was killed, which may still be on its way down.
 *
 * <p>A process counts as that node only if its number and its start time are those that were written down.
 */
final class LeftBehind {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftBehind.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private LeftBehind() {}

    /** Writes down {@code process} as the node of {@code settings}. */
    static void remember(NodeSettings settings, ProcessIdentity process) {
        try {
            Files.writeString(settings.processFile(), process.pid() + " " + process.startedMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the node that was written down last, if it still runs. What it acknowledged is on disk, so it may be killed. */
    static void end(NodeSettings settings) {
        find(settings).ifPresent(node -> node.find().ifPresent(process -> end(node, process)));
    }

    private static void end(ProcessIdentity node, ProcessHandle process) {
        LOGGER.warn("A Cassandra node of an earlier server still runs as process {}; it is ended", node.pid());
        process.destroy();
        try {
            if (!node.awaitEnd(PATIENCE)) {
                process.destroyForcibly();
                node.awaitEnd(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<ProcessIdentity> find(NodeSettings settings) {
        try {
            String[] words = Files.readString(settings.processFile()).strip().split(" ");
            return words.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1])))
                    : Optional.empty();
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
