package io.postroom.server.e2e;

import com.sun.net.httpserver.HttpServer;
import io.postroom.testkit.dns.LocalDns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Lets other processes write to a {@link LocalDns}: what is posted is a zone file. */
final class ZoneDoor implements AutoCloseable {
    private final HttpServer server;

    private ZoneDoor(HttpServer server) {
        this.server = server;
    }

    static ZoneDoor to(LocalDns dns) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    dns.load(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
                    exchange.sendResponseHeaders(204, -1);
                }
            });
            server.start();
            return new ZoneDoor(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
