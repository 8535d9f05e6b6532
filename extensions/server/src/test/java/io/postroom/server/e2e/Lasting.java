package io.postroom.server.e2e;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is opened at first use and closed when this process ends: the tests of a process are run class by class, and nothing
 * that JUnit closes outlives a class.
 */
final class Lasting<T extends AutoCloseable> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Lasting.class);

    private final Supplier<T> opening;
    private Optional<T> open = Optional.empty();

    Lasting(Supplier<T> opening) {
        this.opening = opening;
    }

    synchronized T get() {
        if (open.isEmpty()) {
            T made = opening.get();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(made)));
            open = Optional.of(made);
        }
        return open.get();
    }

    private static void close(AutoCloseable made) {
        try {
            made.close();
        } catch (Exception e) {
            LOGGER.error("what the tests left open cannot be closed", e);
        }
    }
}
