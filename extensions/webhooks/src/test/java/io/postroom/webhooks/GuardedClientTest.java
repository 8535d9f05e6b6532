package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedClientTest {
    private static final Duration LONG = Duration.ofSeconds(15);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    private HttpSink sink;
    private GuardedClient client;
    private GuardedClient careful;

    @BeforeEach
    void open() throws IOException {
        sink = new HttpSink();
        client = new GuardedClient(Reach.ANYWHERE, LONG);
        careful = new GuardedClient(Reach.PUBLIC, LONG);
    }

    @AfterEach
    void close() {
        careful.close();
        client.close();
        sink.close();
    }

    @Test
    void sendsBodyAndHeadersAsGiven() throws IOException {
        Answer answer = client.send(
                "POST", sink.url("/a/b"), Map.of("Content-Type", "application/json", "X-One", "1"), BODY, 0);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.isSuccess()).isTrue();
        assertThat(sink.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/a/b");
            assertThat(request.body()).isEqualTo("{}");
            assertThat(request.headers().get("content-type")).containsExactly("application/json");
            assertThat(request.header("x-one")).isEqualTo("1");
            assertThat(request.headers()).doesNotContainKey("cookie");
        });
    }

    @Test
    void theRestOfARequestWaitsForNoAcknowledgement() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (Socket socket = new GuardedSockets(Reach.ANYWHERE).createSocket(loopback, sink.port())) {
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127.1", "2130706433", "0x7f.1", "0"})
    void refusesLoopbackHoweverItIsSpelt(String host) {
        URI url = URI.create("http://" + host + ":" + sink.port() + "/");

        assertThatThrownBy(() -> careful.send("POST", url, Map.of(), BODY, 0)).isInstanceOf(IOException.class);
        assertThat(sink.requests()).isEmpty();
    }

    @Test
    void refusesALiteralAddressWhichNoResolverSees() {
        URI url = sink.url("/");

        assertThatThrownBy(() -> careful.send("POST", url, Map.of(), BODY, 0))
                .isInstanceOf(ForbiddenAddressException.class)
                .hasMessageNotContaining("127");
    }

    @Test
    void refusesANameThatLeadsInside() throws UnknownHostException {
        InetAddress inside = InetAddress.getByAddress("public.example", new byte[] {127, 0, 0, 1});
        URI url = URI.create("http://public.example:" + sink.port() + "/");

        try (GuardedClient fooled = new GuardedClient(Reach.PUBLIC, LONG, host -> List.of(inside))) {
            assertThatThrownBy(() -> fooled.send("POST", url, Map.of(), BODY, 0))
                    .isInstanceOf(ForbiddenAddressException.class);
        }
        assertThat(sink.requests()).isEmpty();
    }

    @Test
    void followsNoRedirect() throws IOException {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            sink.answer(request -> new HttpSink.Reply(
                    status, Map.of("Location", sink.url("/elsewhere").toString()), ""));

            assertThat(client.send("POST", sink.url("/"), Map.of(), BODY, 0).status())
                    .isEqualTo(status);
        }
        assertThat(sink.requests("/elsewhere")).isEmpty();
    }

    @Test
    void repeatsNothingByItself() throws IOException {
        for (int status : List.of(408, 503)) {
            sink.answer(request -> new HttpSink.Reply(status, Map.of("Retry-After", "0"), ""));

            client.send("POST", sink.url("/" + status), Map.of(), BODY, 0);

            assertThat(sink.requests("/" + status)).hasSize(1);
        }
    }

    @Test
    void keepsNoCookies() throws IOException {
        sink.answer(request -> new HttpSink.Reply(200, Map.of("Set-Cookie", "a=b"), ""));

        client.send("POST", sink.url("/"), Map.of(), BODY, 0);
        client.send("POST", sink.url("/"), Map.of(), BODY, 0);

        assertThat(sink.requests()).noneMatch(request -> request.headers().containsKey("cookie"));
    }

    @Test
    void readsNoMoreOfAnAnswerThanAskedFor() throws IOException {
        sink.answer(request -> new HttpSink.Reply(200, Map.of("Content-Type", "text/plain"), "0123456789"));

        Answer part = client.send("POST", sink.url("/"), Map.of(), BODY, 4);
        Answer whole = client.send("GET", sink.url("/"), Map.of(), new byte[0], 10);

        assertThat(part.body()).asString().isEqualTo("0123");
        assertThat(part.isComplete()).isFalse();
        assertThat(whole.body()).asString().isEqualTo("0123456789");
        assertThat(whole.isComplete()).isTrue();
        assertThat(whole.header("content-TYPE")).contains("text/plain");
    }

    @Test
    void waitsNoLongerThanTheTimeout() {
        CountDownLatch over = new CountDownLatch(1);
        sink.answer(request -> {
            awaitQuietly(over);
            return HttpSink.Reply.of(204);
        });

        try (GuardedClient hasty = new GuardedClient(Reach.ANYWHERE, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> hasty.send("POST", sink.url("/"), Map.of(), BODY, 0))
                    .isInstanceOf(InterruptedIOException.class);
        } finally {
            over.countDown();
        }
    }

    @Test
    void callsHttpOnly() {
        assertThatThrownBy(() -> client.send("GET", URI.create("file:///etc/passwd"), Map.of(), new byte[0], 10))
                .isInstanceOf(IOException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A server that closes an idle connection loses the call that begins on it just then. */
    @Test
    void closesAnIdleConnectionBeforeServersDo() throws Exception {
        byte[] answer = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<Integer> rest = CompletableFuture.supplyAsync(() -> afterAnswering(server, answer));
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(client.send("GET", url, Map.of(), new byte[0], 0).status())
                    .isEqualTo(204);

            assertThat(rest.get(5, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    /** What comes on the connection behind the first request; -1 once it is closed. */
    private static int afterAnswering(ServerSocket server, byte[] answer) {
        try (Socket connection = server.accept()) {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            connection.getOutputStream().write(answer);
            return request.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
