package io.postroom.routes.v0;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.trust.Networks;
import io.postroom.routes.Client.Reply;
import io.postroom.routes.ConnectionLimits;
import io.postroom.routes.Entrance;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that take their time, and those that come in numbers. */
class HostileHttpTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int PAUSE_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int HUNG_UP = -1;
    private static final int STILL_THERE = -2;

    private final Api api =
            new Api(Entrance.Limits.NONE, new ConnectionLimits(0, 3, Networks.parse(""), SHORT, SHORT, 10_000));
    private final List<Socket> open = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        api.close();
    }

    private Socket connect(String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", api.port());
        open.add(socket);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The next octet of the answer, if there is one within that time. */
    private static int read(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            return STILL_THERE;
        } catch (SocketException reset) {
            return HUNG_UP;
        }
    }

    /** Sends the text an octet at a time; whether the server hung up before it was through, without a word. */
    private static boolean isCutOff(Socket socket, String text) throws IOException {
        for (byte octet : text.getBytes(StandardCharsets.US_ASCII)) {
            int answer = read(socket, PAUSE_MILLIS);
            if (answer != STILL_THERE) {
                return answer == HUNG_UP;
            }
            try {
                socket.getOutputStream().write(octet);
            } catch (IOException hungUp) {
                return true;
            }
        }
        return false;
    }

    private String post(int length) {
        return "POST /v0/inboxes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.root
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @Test
    void aHeaderThatTricklesInIsCutOff() throws IOException {
        Socket socket = connect("GET /healthz HTTP/1.1\r\nHost: x\r\n");

        assertThat(isCutOff(socket, "X-Slow: " + "x".repeat(80))).isTrue();
    }

    @Test
    void aRequestLineThatTricklesInIsCutOff() throws IOException {
        assertThat(isCutOff(connect("GE"), "T /" + "x".repeat(80))).isTrue();
    }

    @Test
    void aBodyThatTricklesInIsCutOff() throws IOException {
        assertThat(isCutOff(connect(post(200) + "{"), " ".repeat(100))).isTrue();
    }

    @Test
    void aBodyInChunksThatTricklesInIsCutOff() throws IOException {
        Socket socket = connect("POST /v0/inboxes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + api.root
                + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");

        assertThat(isCutOff(socket, "1\r\n \r\n".repeat(20))).isTrue();
    }

    @Test
    void aBodyThatComesSteadilyIsTakenHoweverLongItIs() throws IOException {
        int pieces = 12;
        String piece = " ".repeat(8_000);
        Socket socket = connect(post(2 + pieces * piece.length()) + "{");
        for (int i = 0; i < pieces; i++) {
            assertThat(read(socket, PAUSE_MILLIS)).isEqualTo(STILL_THERE);
            socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
        }

        socket.getOutputStream().write('}');

        assertThat(status(socket)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void aRequestThatWaitsIsNotSlow() {
        Reply reply = api.get("/v0/events?wait=2");

        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aConnectionBetweenTwoRequestsIsNotSlow() throws IOException {
        Socket socket = connect("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(socket)).endsWith("200 OK");
        while (read(socket, 1_000) != STILL_THERE) {
            assertThat(socket.isClosed()).isFalse();
        }

        socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(status(socket)).endsWith("200 OK");
    }

    @Test
    void oneAddressHasSoManyConnections() throws IOException {
        List<Socket> four = List.of(connect(""), connect(""), connect(""), connect(""));

        Socket refused = hungUp(four);

        for (Socket other : four) {
            assertThat(read(other, PAUSE_MILLIS)).isEqualTo(other == refused ? HUNG_UP : STILL_THERE);
        }
        four.get(four.indexOf(refused) == 0 ? 1 : 0).close();
        assertThat(isAnsweredInTheEnd()).isTrue();
    }

    /** The one that the server takes leave of; it may take them up in another order than they came in. */
    private static Socket hungUp(List<Socket> sockets) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (System.nanoTime() < deadline) {
            for (Socket socket : sockets) {
                if (read(socket, PAUSE_MILLIS) == HUNG_UP) {
                    return socket;
                }
            }
        }
        throw new AssertionError("all are still connected");
    }

    /** The server hears of the end of a connection some time after it ended. */
    private boolean isAnsweredInTheEnd() throws IOException {
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        while (System.nanoTime() < deadline) {
            Socket next = connect("");
            if (read(next, PAUSE_MILLIS) == STILL_THERE) {
                next.getOutputStream()
                        .write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return status(next).endsWith("200 OK");
            }
        }
        return false;
    }

    private static String status(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\r'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString();
    }

    @Test
    void answersAreNothingForBrowsersAndCaches() {
        Reply withKey = api.get("/v0/inboxes");
        Reply without = api.exchange(api.request("/v0/inboxes"));

        for (Reply reply : List.of(withKey, without)) {
            assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(reply.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(reply.header("content-security-policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(reply.http().headers().map()).doesNotContainKey("strict-transport-security");
        }
        assertThat(withKey.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void malformedHttpIsAnsweredWithTheSameHeaders() throws IOException {
        Socket socket = connect("NONSENSE\r\n\r\n");
        socket.shutdownOutput();
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("X-Content-Type-Options: nosniff");
    }

    @Test
    void noPageOfAnotherOriginIsLetIn() {
        HttpRequest.Builder preflight = api.request("/v0/inboxes")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody());

        Reply reply = api.exchange(preflight);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.http().headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
}
