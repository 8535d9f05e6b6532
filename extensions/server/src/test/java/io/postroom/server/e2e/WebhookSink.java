package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Suppliers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** An endpoint of webhooks on loopback: remembers what it is called with, answers as told. Thread-safe. */
final class WebhookSink implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
    private final IntFunction<Reaction> reactions;

    private WebhookSink(HttpServer server, IntFunction<Reaction> reactions) {
        this.server = server;
        this.reactions = reactions;
    }

    /** What the endpoint does with one call. */
    sealed interface Reaction {
        /** It answers so; {@code location} is where a redirect leads, or empty. */
        record Answer(int status, Optional<String> location) implements Reaction {}

        /** It takes the call and says nothing for so long, then 200. */
        record Silence(Duration time) implements Reaction {}
    }

    /** A call that came in. What it says is read once, when somebody asks: tests ask for all calls again and again. */
    static final class Call {
        private final HttpHeaders headers;
        private final byte[] body;
        private final long nanoTime;
        private final Supplier<JsonNode> json;

        Call(HttpHeaders headers, byte[] body, long nanoTime) {
            this.headers = headers;
            this.body = body;
            this.nanoTime = nanoTime;
            this.json = Suppliers.memoize(() -> RestClient.parse(body));
        }

        HttpHeaders headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        /** When its body had been read, by {@link System#nanoTime()}. */
        long nanoTime() {
            return nanoTime;
        }

        JsonNode json() {
            return json.get();
        }

        String header(String name) {
            return headers.firstValue(name).orElseThrow(() -> new AssertionError("no header " + name));
        }

        String messageId() {
            return json().at("/message/message_id").asText();
        }
    }

    /** Answers 200 always. */
    static WebhookSink open() {
        return open(0, call -> answering(200));
    }

    /** Answers 500 to the first {@code times} calls, 200 after that. */
    static WebhookSink failing(int times) {
        return open(0, call -> answering(call < times ? 500 : 200));
    }

    /**
     * @param port 0 for any free one
     * @param reactions to the first call (0), the second (1) and so on
     */
    static WebhookSink open(int port, IntFunction<Reaction> reactions) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            WebhookSink sink = new WebhookSink(server, reactions);
            server.setExecutor(sink.workers);
            server.createContext("/", sink::take);
            server.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reaction answering(int status) {
        return new Reaction.Answer(status, Optional.empty());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int number;
            synchronized (calls) {
                number = calls.size();
                calls.add(new Call(
                        HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true), body, System.nanoTime()));
            }
            react(exchange, reactions.apply(number));
        }
    }

    private void react(HttpExchange exchange, Reaction reaction) throws IOException {
        if (reaction instanceof Reaction.Silence silence) {
            Eventually.await(closed, silence.time());
            exchange.sendResponseHeaders(200, -1);
        } else if (reaction instanceof Reaction.Answer answer) {
            answer.location().ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
            exchange.sendResponseHeaders(answer.status(), -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hook";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many calls there were so far. */
    int count() {
        return calls.size();
    }

    /** Every call so far, oldest first. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls that were about one message. */
    List<Call> callsAbout(String messageId) {
        return calls.stream().filter(call -> call.messageId().equals(messageId)).toList();
    }

    /** The first call about a message, as soon as it came. */
    Call await(String messageId) {
        return await(Duration.ofSeconds(20), messageId);
    }

    Call await(Duration patience, String messageId) {
        return Eventually.get(
                patience,
                "webhook about " + messageId,
                () -> callsAbout(messageId).stream().findFirst());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
