package io.postroom.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A WebSocket's client that keeps the frames it gets. For one thread. */
public final class SocketClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final boolean reads;
    private final WebSocket socket;

    private SocketClient(int port, String query, Optional<String> key, boolean reads) {
        this.reads = reads;
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/v0" + query), new Listener())
                .join();
    }

    /** @throws CompletionException if the server does not let it in; see {@link #refusal} */
    public static SocketClient open(int port, String query, String key) {
        return new SocketClient(port, query, Optional.of(key), true);
    }

    public static SocketClient openWithoutHeader(int port, String query) {
        return new SocketClient(port, query, Optional.empty(), true);
    }

    /** One that takes nothing from its connection. */
    public static SocketClient openAndDoNotRead(int port, String query, String key) {
        return new SocketClient(port, query, Optional.of(key), false);
    }

    /** What the server answers instead of letting it in. */
    public static int refusal(int port, String query, Optional<String> key) {
        try (SocketClient client = new SocketClient(port, query, key, true)) {
            throw new AssertionError("was let in: " + client);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw e;
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            if (reads) {
                opened.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            return CompletableFuture.completedStage(from);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            return CompletableFuture.completedStage(from);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closed.complete(statusCode);
            return CompletableFuture.completedStage(from);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }
    }

    public SocketClient send(String frame) {
        socket.sendText(frame, true).join();
        return this;
    }

    /** Sends a subscribe frame without filters, and waits until it was taken. */
    public SocketClient subscribe() {
        send("{\"type\":\"subscribe\"}");
        JsonNode answer = next();
        if (!answer.path("type").asText().equals("subscribed")) {
            throw new AssertionError("answered " + answer);
        }
        return this;
    }

    /** The next frame. */
    public JsonNode next() {
        try {
            String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came");
            }
            return JSON.readTree(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The ids of the events of the next {@code count} frames. */
    public List<String> nextIds(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(next().path("event_id").asText());
        }
        return ids;
    }

    /** How many frames came that nobody has asked for. */
    public int left() {
        return frames.size();
    }

    /** With which code the server closed it, -1 if it just hung up. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("not closed", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Hangs up without a word. */
    @Override
    public void close() {
        socket.abort();
    }
}
