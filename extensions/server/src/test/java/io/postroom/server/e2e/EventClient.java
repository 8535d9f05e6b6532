package io.postroom.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One WebSocket at {@code /v0} that keeps the events it is told of, in their order. */
final class EventClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<Told> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<JsonNode> subscribed = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket;

    /**
     * An event that came.
     *
     * @param nanoTime when, by {@link System#nanoTime()}
     */
    record Told(String text, long nanoTime) {
        JsonNode json() {
            return RestClient.parse(text.getBytes(StandardCharsets.UTF_8));
        }

        String eventId() {
            return json().get("event_id").asText();
        }

        String messageId() {
            return json().at("/message/message_id").asText();
        }
    }

    private EventClient(Postroom postroom, String query, Optional<String> key) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        socket = builder.buildAsync(
                URI.create("ws://127.0.0.1:" + postroom.port("api") + "/v0" + query), new Listener());
    }

    /** Connects with this query, which subscribes; see {@link #await}. */
    static EventClient connect(Postroom postroom, String key, String query) {
        return new EventClient(postroom, query, Optional.of(key));
    }

    /** With no key but the one in the query. */
    static EventClient connect(Postroom postroom, String query) {
        return new EventClient(postroom, query, Optional.empty());
    }

    /** Returns once it is subscribed. */
    EventClient await() {
        get(subscribed, PATIENCE);
        return this;
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                take(part.toString());
                part.setLength(0);
            }
            return CompletableFuture.completedStage(from);
        }

        private void take(String text) {
            if (text.startsWith("{\"type\":\"event\"")) {
                events.add(new Told(text, System.nanoTime()));
            } else {
                subscribed.complete(RestClient.parse(text.getBytes(StandardCharsets.UTF_8)));
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(from);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }
    }

    /** The next event. */
    Told next() {
        return next(PATIENCE);
    }

    Told next(Duration patience) {
        try {
            Told told = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (told == null) {
                throw new AssertionError("no event within " + patience);
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** All that came and that nobody has asked for. */
    List<Told> rest() {
        List<Told> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest;
    }

    /** The code with which the server closes it, -1 if it hangs up. */
    int closeCode() {
        return get(closed, PATIENCE);
    }

    boolean isClosed() {
        return closed.isDone();
    }

    private static <T> T get(CompletableFuture<T> future, Duration patience) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Hangs up without a word, as a client that was killed. */
    @Override
    public void close() {
        socket.join().abort();
    }
}
