package io.postroom.server.cassandra;

import io.postroom.server.launch.ProcessIdentity;
import io.postroom.server.launch.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Cassandra node as a child process: started, watched, started again when it dies, and shut down with this object.
 *
 * <p>{@link #start} and {@link #close} are called by the launcher; the watching happens on a thread of its own.
 */
public final class BundledNode implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(BundledNode.class);
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);
    private static final Duration NOTE_AGAIN_AFTER = Duration.ofSeconds(5);
    private static final Duration ROOM_AGAIN_AFTER = Duration.ofSeconds(1);

    /** Room for some segments of its commit log and the tables it writes while it starts. */
    private static final long ROOM_OCTETS = 64L << 20;

    private final NodeSettings settings;
    private final Consumer<ProcessIdentity> started;
    private final Thread watch = new Thread(this::keepRunning, "cassandra-watch");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Process process;

    private BundledNode(NodeSettings settings, Supplier<List<String>> tables, Consumer<ProcessIdentity> started) {
        this.settings = settings;
        this.started = started;
        NodeFiles.write(settings);
        if (!hasRoom()) {
            throw new StartRefusedException("The disk of " + settings.data() + " has less than " + (ROOM_OCTETS >> 20)
                    + " MiB left, too little for Cassandra to start.");
        }
        FirstTables.write(settings, tables);
        try {
            this.process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!note()) {
            close();
            throw new StartRefusedException("The directory " + settings.data() + " cannot be written.");
        }
    }

    /** Ends the node of an earlier server that was killed, if there is one, so that its ports are free. */
    public static void endLeftBehind(NodeSettings settings) {
        LeftBehind.end(settings);
    }

    /**
     * Starts the node and returns once it answers.
     *
     * @param tables statements that make the tables of a node that has none yet, all at once; asked for only then
     * @param started told each process that becomes the node, the first one included
     * @throws StartRefusedException if it ends, or does not answer in time
     */
    public static BundledNode start(
            NodeSettings settings, Supplier<List<String>> tables, Consumer<ProcessIdentity> started) {
        BundledNode node = new BundledNode(settings, tables, started);
        try {
            node.awaitReady();
        } catch (StartRefusedException e) {
            node.close();
            throw e;
        }
        node.watch.setDaemon(true);
        node.watch.start();
        return node;
    }

    /** Shuts the node down; waits until it is gone, and kills it if that takes too long. */
    @Override
    public void close() {
        closing.countDown();
        watch.interrupt();
        Process last = process;
        last.destroy();
        try {
            if (!last.waitFor(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.warn(
                        "Cassandra did not stop within {}; it is killed, what it acknowledged is on disk", GONE_WITHIN);
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() throws IOException {
        NodeFiles.clearTemporary(settings);
        CommitLog.removeSegmentsWithoutHeader(settings);
        return new ProcessBuilder(NodeCommand.of(settings))
                .directory(settings.data().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(settings.consoleLog().toFile()))
                .start();
    }

    /** Writes down which process is the node now; says whether that went well. */
    private boolean note() {
        try {
            ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
            LeftBehind.remember(settings, identity);
            started.accept(identity);
            return true;
        } catch (UncheckedIOException e) {
            LOGGER.debug("The node cannot be written down", e);
            return false;
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!CqlReadiness.answers(settings.port())) {
            if (endsWithin(POLL)) {
                throw new StartRefusedException("Cassandra ended while starting; see " + settings.log() + " and "
                        + settings.consoleLog() + ".");
            }
            if (System.nanoTime() > deadline) {
                throw new StartRefusedException("Cassandra did not answer within " + READY_WITHIN.toSeconds()
                        + " s; see " + settings.log() + ".");
            }
        }
    }

    private boolean endsWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted.", e);
        }
    }

    /**
     * Starts the node again whenever it ends, at longer and longer intervals while it does not stay up. A full disk ends the node, and
     * may keep it from starting and us from writing down that it started: nothing of that ends the watch.
     */
    private void keepRunning() {
        try {
            Duration pause = FIRST_PAUSE;
            boolean noted = true;
            while (true) {
                long since = System.nanoTime();
                int code = awaitEnd(noted);
                boolean wasStable = System.nanoTime() - since > STABLE_AFTER.toNanos();
                pause = wasStable ? FIRST_PAUSE : pause;
                if (closing.getCount() == 0) {
                    return;
                }
                LOGGER.error(
                        "Cassandra ended with code {}; it is started again in {}, until then mail is answered 4xx",
                        code,
                        pause);
                if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS) || !awaitRoom()) {
                    return;
                }
                pause = Duration.ofMillis(Math.min(pause.multipliedBy(2).toMillis(), LONGEST_PAUSE.toMillis()));
                noted = startAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    /** Waits until the node can start; false if this object is closed first. */
    private boolean awaitRoom() throws InterruptedException {
        if (!hasRoom()) {
            LOGGER.error("The disk is full; Cassandra is started again when {} MiB are free", ROOM_OCTETS >> 20);
        }
        while (!hasRoom()) {
            if (closing.await(ROOM_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoom() {
        return settings.data().toFile().getUsableSpace() >= ROOM_OCTETS;
    }

    private int awaitEnd(boolean noted) throws InterruptedException {
        boolean done = noted;
        while (!done && !process.waitFor(NOTE_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS)) {
            done = note();
        }
        return process.waitFor();
    }

    /** Whether the new process is written down; if there is none, the one that ended stays the last. */
    private boolean startAgain() {
        try {
            process = launch();
            return note();
        } catch (IOException e) {
            LOGGER.error("Cassandra cannot be started", e);
            return true;
        }
    }
}
