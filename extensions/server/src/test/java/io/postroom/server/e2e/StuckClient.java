package io.postroom.server.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the WebSocket that is subscribed and takes nothing of what it is sent; little fits into its connection. */
final class StuckClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int WINDOW = 4 * 1024;

    private final Socket socket = new Socket();

    private StuckClient(int port, String key) throws IOException {
        socket.setReceiveBufferSize(WINDOW); // before it connects, else it is too late
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String request = String.join(
                "\r\n",
                "GET /v0?subscribe=true HTTP/1.1", // RFC 6455 §4.1
                "Host: 127.0.0.1",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "Authorization: Bearer " + key,
                "",
                "");
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns once it is let in. */
    static StuckClient connect(Postroom postroom, String key) {
        try {
            StuckClient client = new StuckClient(postroom.port("api"), key);
            int first = client.socket.getInputStream().read();
            if (first != 'H') {
                throw new AssertionError("no answer: " + first);
            }
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes all that is left until the server has hung up; returns how many octets that was. */
    long drain() {
        long octets = 0;
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                octets += read;
            }
            return octets;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server did not hang up", e);
        } catch (SocketException hungUp) {
            return octets; // with a reset
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
