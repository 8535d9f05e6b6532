package io.postroom.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import org.apache.james.webadmin.PublicRoutes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Service;
import spark.embeddedserver.EmbeddedServers;

/**
 * Serves the API on a port of its own.
 *
 * <p>It adds to the routes only what belongs to a server: the answers to requests that reach none of them. Started and closed by one
 * thread, once each.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiServer.class);

    /**
     * Where to listen, and how much to do at once.
     *
     * @param address an IP address or host name of this machine
     * @param port 0 for a free one
     * @param threads how many requests are handled at the same time, at least {@link #MIN_THREADS}
     * @param tls with the certificate; empty to speak HTTP in the clear
     * @param strictTransport for how long browsers that came by TLS are to come by nothing else; zero: as they like
     */
    public record Listening(
            String address,
            int port,
            int threads,
            ConnectionLimits limits,
            Optional<SSLContext> tls,
            Duration strictTransport) {
        public static final int MIN_THREADS = 8;

        public Listening {
            if (port < 0 || port > 65535 || threads < MIN_THREADS) {
                throw new IllegalArgumentException(
                        "a port is 0 to 65535, and there are at least " + MIN_THREADS + " threads");
            }
        }
    }

    private final Listening listening;
    private final List<PublicRoutes> routes;
    private final ErrorDialects errors;
    private final Upgrades upgrades;
    private final Service service = Service.ignite();

    /**
     * @param routes in the order in which they are asked
     * @param upgrades is closed with this
     */
    public ApiServer(Listening listening, List<PublicRoutes> routes, ErrorDialects errors, Upgrades upgrades) {
        this.upgrades = upgrades;
        this.listening = listening;
        this.routes = List.copyOf(routes);
        this.errors = errors;
    }

    /**
     * Returns once requests are answered.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public void start() {
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        Object identifier = new Object(); // the registry is shared with James' WebAdmin, which keeps the default
        EmbeddedServers.add(
                identifier,
                (matcher, files, mapper, others) ->
                        new JettyServer(listening, errors, upgrades, matcher, files, mapper));
        service.embeddedServerIdentifier(identifier);
        service.initExceptionHandler(failures::add);
        routes.forEach(route -> route.define(service));
        service.init();
        service.awaitInitialization();
        Exception failure = failures.poll();
        if (failure != null) {
            throw new UncheckedIOException(new IOException("The API cannot listen: " + failure.getMessage(), failure));
        }
        LOGGER.info("The API listens on {}:{}", listening.address(), port());
    }

    /** The port it listens on. */
    public int port() {
        return service.port();
    }

    /** Lets requests that are being handled come to their end, for a while. */
    @Override
    public void close() {
        upgrades.close();
        service.stop();
        service.awaitStop();
    }
}
