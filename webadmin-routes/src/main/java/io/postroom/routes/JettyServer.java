package io.postroom.routes;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.ExceptionMapper;
import spark.embeddedserver.EmbeddedServer;
import spark.embeddedserver.jetty.JettyHandler;
import spark.embeddedserver.jetty.websocket.WebSocketHandlerWrapper;
import spark.http.matching.MatcherFilter;
import spark.route.Routes;
import spark.ssl.SslStores;
import spark.staticfiles.StaticFilesConfiguration;

/**
 * Jetty under Spark, without what Spark's own arrangement shows and allows: its version in each answer, error pages in HTML, idle
 * connections for an hour, a queue without end, and an exit of the whole process when it cannot be stopped.
 */
final class JettyServer implements EmbeddedServer {
    private static final Logger LOGGER = LoggerFactory.getLogger(JettyServer.class);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final int MAX_WAITING = 4096;
    /** After a restart all WebSockets come back at once; the system's default is 50. */
    private static final int MAX_UNACCEPTED = 1024;

    /** Whether a certificate names the host that was asked for is the client's to judge. */
    private static final boolean UNDER_ANY_NAME = false;

    private static final int MAX_HEADER_OCTETS = 16 * 1024;

    private final ApiServer.Listening listening;
    private final Server server;
    private final Handler requests;

    JettyServer(
            ApiServer.Listening listening,
            ErrorDialects errors,
            Upgrades upgrades,
            Routes routes,
            StaticFilesConfiguration files,
            ExceptionMapper failures) {
        this.listening = listening;
        this.server = new Server(threads(listening));
        this.server.setErrorHandler(new ErrorPages(errors));
        // "other handlers" follow: Spark's own page for unknown paths is one for the whole process, and is WebAdmin's
        MatcherFilter matcher = new MatcherFilter(routes, files, failures, false, true);
        this.requests = upgrades.before(new PlainRequests(new JettyHandler(matcher)));
    }

    private static QueuedThreadPool threads(ApiServer.Listening listening) {
        int min = ApiServer.Listening.MIN_THREADS;
        QueuedThreadPool threads = new QueuedThreadPool(
                listening.threads(), min, (int) IDLE.toMillis(), new BlockingArrayQueue<>(min, min, MAX_WAITING));
        threads.setName("postroom-api");
        return threads;
    }

    /** Spark's own WebSockets cannot refuse an upgrade with a status of our choice; ours stand before the routes. */
    @Override
    public void configureWebSockets(Map<String, WebSocketHandlerWrapper> handlers, Optional<Long> idleTimeoutMillis) {}

    /** The arguments are Spark's defaults: what counts is what this server was made with. */
    @Override
    public int ignite(String host, int port, SslStores ssl, int maxThreads, int minThreads, int idleMillis)
            throws Exception {
        ServerConnector connector = connector();
        server.addConnector(connector);
        StatisticsHandler counting = new StatisticsHandler(); // tells a stopping server what it must wait for
        counting.setHandler(new AnswerHeaders(listening.strictTransport(), requests));
        server.setHandler(counting);
        server.setStopTimeout(STOP.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return connector.getLocalPort();
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(MAX_HEADER_OCTETS);
        ServerConnector connector = new LimitedConnector(server, listening.limits(), protocols(http));
        connector.setHost(listening.address());
        connector.setPort(listening.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(MAX_UNACCEPTED);
        return connector;
    }

    private ConnectionFactory[] protocols(HttpConfiguration http) {
        HttpConnectionFactory inner = new HttpConnectionFactory(http);
        if (listening.tls().isEmpty()) {
            return new ConnectionFactory[] {inner};
        }
        http.addCustomizer(new SecureRequestCustomizer(UNDER_ANY_NAME));
        SslContextFactory.Server outer = new SslContextFactory.Server();
        outer.setSslContext(listening.tls().get());
        return new ConnectionFactory[] {new SslConnectionFactory(outer, inner.getProtocol()), inner};
    }

    @Override
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void extinguish() {
        try {
            server.stop();
        } catch (Exception e) {
            LOGGER.warn("the API did not stop in order", e);
        }
    }

    @Override
    public int activeThreadCount() {
        return server.getThreadPool().getThreads() - server.getThreadPool().getIdleThreads();
    }
}
