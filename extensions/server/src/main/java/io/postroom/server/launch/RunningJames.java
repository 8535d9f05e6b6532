package io.postroom.server.launch;

import com.google.common.base.Throwables;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.server.agent.RootKeyFile;
import io.postroom.server.health.ServerControl;
import io.postroom.server.profile.Composition;
import io.postroom.store.cassandra.NewerSchemaException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.james.GuiceJamesServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** James with our modules, running in this process. */
final class RunningJames {
    private static final Logger LOGGER = LoggerFactory.getLogger(RunningJames.class);
    private static final Duration ACCEPTS_WITHIN = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 50;

    private final GuiceJamesServer server;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private RunningJames(GuiceJamesServer server) {
        this.server = server;
    }

    /**
     * Starts it; returns once its services are up.
     *
     * @throws StartRefusedException if it does not start, with the first reason
     */
    static RunningJames start(Composition composition, JamesConfiguration configuration, LaunchModule launch) {
        GuiceJamesServer server = GuiceJamesServer.forConfiguration(configuration)
                .combineWith(composition.modules())
                .combineWith(launch)
                .overrideWith(composition.overrides());
        try {
            server.start();
        } catch (Exception | LinkageError e) { // James declares Exception; a missing class is an Error
            LOGGER.error("James did not start", e);
            server.stop();
            throw new StartRefusedException(sentence(e), e);
        }
        server.getProbe(ServerControl.class).noteStarted();
        return new RunningJames(server);
    }

    /** Returns once a mail sent now would be taken. */
    void awaitMailAccepted() {
        ServerControl control = server.getProbe(ServerControl.class);
        long deadline = System.nanoTime() + ACCEPTS_WITHIN.toNanos();
        while (!control.mailAccepted()) {
            if (System.nanoTime() > deadline) {
                throw new StartRefusedException(
                        "The mail server started but accepts no mail after " + ACCEPTS_WITHIN.toSeconds() + " s.");
            }
            pause();
        }
    }

    /** The root API key, if this start made it. */
    Optional<String> newRootKey() {
        return server.getProbe(RootKeyFile.class).madeNow();
    }

    /** Takes nothing more, lets the deliveries under way end, then closes everything. */
    void stop() {
        stopping.countDown();
        server.getProbe(ServerControl.class).drain();
        server.stop();
    }

    private void pause() {
        try {
            if (stopping.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new StartRefusedException("The server was stopped while it started.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefusedException("The start was interrupted.", e);
        }
    }

    /** What an operator is to be told first. */
    private static String sentence(Throwable failure) {
        List<Throwable> chain = Throwables.getCausalChain(failure);
        return chain.stream()
                .filter(cause -> cause instanceof NewerSchemaException
                        || cause instanceof InvalidSettingException
                        || cause instanceof StartRefusedException)
                .findFirst()
                .map(cause -> String.valueOf(cause.getMessage()))
                .orElseGet(() -> "The mail server cannot start: "
                        + chain.get(chain.size() - 1)
                                .toString()
                                .lines()
                                .findFirst()
                                .orElse("") + ".");
    }
}
