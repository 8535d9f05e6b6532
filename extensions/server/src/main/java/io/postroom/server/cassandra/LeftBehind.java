package io.postroom.server.cassandra;

import io.postroom.server.launch.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node of a server that was killed, which may still be on its way down.
 *
 * <p>A process counts as that node only if its number and its start time are those that were written down.
 */
final class LeftBehind {
    private static final Logger LOGGER = LoggerFactory.getLogger(LeftBehind.class);
    private static final long PATIENCE_SECONDS = 15;

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
        find(settings).flatMap(ProcessIdentity::find).ifPresent(process -> {
            LOGGER.warn("A Cassandra node of an earlier server still runs as process {}; it is ended", process.pid());
            process.destroy();
            try {
                process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                process.destroyForcibly();
                process.onExit().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
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
