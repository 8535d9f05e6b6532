package io.postroom.server.spool;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.ConnectionInitException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.servererrors.CoordinatorException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeIOException;

/** Tells "a store is away for now" from "this mail cannot be processed". */
final class Outage {
    private static final List<Class<? extends Throwable>> SIGNS = List.of(
            UncheckedIOException.class,
            AllNodesFailedException.class,
            DriverTimeoutException.class,
            ClosedConnectionException.class,
            BusyConnectionException.class,
            ConnectionInitException.class,
            HeartbeatException.class,
            CoordinatorException.class);

    /** Mime4j calls unreadable mail an input error, and a statement the server does not understand is our mistake. */
    private static final List<Class<? extends Throwable>> NO_SIGNS =
            List.of(MimeIOException.class, QueryValidationException.class);

    private static final int LONGEST_CHAIN = 50;

    private Outage() {}

    /** Whether {@code failure}, or what caused it, says that a store did not answer. */
    static boolean caused(Throwable failure) {
        List<Throwable> chain = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(LONGEST_CHAIN)
                .toList();
        return anyIs(chain, SIGNS) && !anyIs(chain, NO_SIGNS);
    }

    private static boolean anyIs(List<Throwable> chain, List<Class<? extends Throwable>> types) {
        return chain.stream().anyMatch(link -> types.stream().anyMatch(type -> type.isInstance(link)));
    }
}
