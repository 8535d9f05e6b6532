package io.postroom.routes;

import java.util.Optional;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpConnection;

/** How fast a connection gets on with TLS, with the header and with the body of a request. Looked at now and then by one thread. */
final class Pace {
    private static final String NO_TLS_YET = "NONE";

    private final EndPoint connection;
    private final ConnectionLimits limits;
    private Stage stage = Stage.BETWEEN;
    private long since;
    private long octetsBefore;

    /** What a client is sending. */
    private enum Stage {
        BETWEEN,
        HANDSHAKE,
        HEADER,
        BODY
    }

    Pace(EndPoint connection, ConnectionLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** @param now by {@link System#nanoTime()} */
    boolean isTooSlow(long now) {
        Optional<HttpConnection> http = http();
        Stage seen = isInHandshake()
                ? Stage.HANDSHAKE
                : http.map(found -> stage(found.getParser())).orElse(Stage.BETWEEN);
        long octets = http.map(HttpConnection::getBytesIn).orElse(0L);
        if (seen != stage) {
            stage = seen;
            since = now;
            octetsBefore = octets;
        }
        long nanos = now - since;
        return switch (stage) {
            case BETWEEN -> false;
            case HANDSHAKE, HEADER -> nanos > limits.header().toNanos();
            case BODY -> isTooSlow(nanos, octets - octetsBefore);
        };
    }

    private boolean isTooSlow(long nanos, long octets) {
        double seconds = (nanos - limits.body().toNanos()) / 1e9;
        return seconds > 0 && octets < seconds * limits.bodyRate();
    }

    private static Stage stage(HttpParser parser) {
        if (parser.isStart()) {
            return Stage.BETWEEN;
        }
        if (parser.inHeaderState()) {
            return Stage.HEADER;
        }
        return parser.inContentState() && hasMore(parser) ? Stage.BODY : Stage.BETWEEN;
    }

    /** Jetty calls a request without a body, and one whose body is read, in its content until it is answered. */
    private static boolean hasMore(HttpParser parser) {
        return parser.isChunking() || parser.getContentRead() < parser.getContentLength();
    }

    private boolean isInHandshake() {
        return connection.getConnection() instanceof SslConnection tls
                && tls.getSSLEngine().getSession().getProtocol().equals(NO_TLS_YET);
    }

    /** Absent on a WebSocket. */
    private Optional<HttpConnection> http() {
        Connection inner = connection.getConnection() instanceof SslConnection tls
                ? tls.getDecryptedEndPoint().getConnection()
                : connection.getConnection();
        return inner instanceof HttpConnection http ? Optional.of(http) : Optional.empty();
    }
}
