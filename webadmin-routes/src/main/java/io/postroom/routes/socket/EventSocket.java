package io.postroom.routes.socket;

import io.postroom.core.account.Caller;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventRights;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.routes.JsonFields;
import io.postroom.routes.v0.EventQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketException;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.api.WebSocketPingPongListener;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's WebSocket: first reads the log by itself, from where the client wants to begin up to its end, then follows the feed.
 *
 * <p>Jetty calls the methods of its interfaces, one at a time; the feed {@link #take}, workers {@link #replay}, the clock {@link #look}. Thread-safe.
 */
final class EventSocket implements WebSocketListener, WebSocketPingPongListener, EventFeeds.Follower {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventSocket.class);
    private static final int BATCH = 50;
    private static final int MOST_SUBSCRIPTIONS = 100;
    private static final Duration PING_EVERY = Duration.ofSeconds(25);
    private static final Duration SILENCE = Duration.ofSeconds(70);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final SocketServices services;
    private final Opening opening;
    private final FrameQueue queue = new FrameQueue(this::write);
    private final Set<EventFilter> filters = new CopyOnWriteArraySet<>();
    private volatile Caller caller;
    private volatile Optional<Session> session = Optional.empty();
    private volatile long heardAt = System.nanoTime();
    private volatile long pingedAt = System.nanoTime();

    /** Everything up to here was queued or is not wanted; used by one thread at a time: {@link #replay} follows itself. */
    private volatile Position reached = Position.START;

    private boolean closed;
    private Optional<EventFeeds.Following> following = Optional.empty();

    EventSocket(SocketServices services, Opening opening) {
        this.services = services;
        this.opening = opening;
        this.caller = opening.caller();
    }

    Caller caller() {
        return caller;
    }

    /** Its key may do something else now. */
    void renew(Caller now) {
        caller = now;
    }

    @Override
    public void onWebSocketConnect(Session connected) {
        session = Optional.of(connected);
        if (services.add(this)) {
            opening.filter().ifPresent(this::subscribe);
        } else {
            close(CloseCodes.GOING_AWAY, "the server ends");
        }
    }

    @Override
    public void onWebSocketText(String text) {
        heardAt = System.nanoTime();
        try {
            JsonFields frame = JsonFields.of(text);
            if (!frame.requiredText("type").equals("subscribe")) {
                throw refused("type", "the only frame that a client sends is of type subscribe");
            }
            EventFilter filter = EventQuery.filter(frame);
            services.events().check(caller, filter);
            subscribe(filter);
        } catch (RuntimeException e) {
            send(SocketFrames.error(services.errors(), e));
        }
    }

    private static RefusedException refused(String field, String message) {
        Problem problem = new Problem("invalid_value", List.of(field), message);
        return new RefusedException(Reason.INVALID, message, List.of(problem), List.of());
    }

    @Override
    public void onWebSocketBinary(byte[] payload, int offset, int length) {
        heardAt = System.nanoTime();
        send(SocketFrames.error(services.errors(), refused("", "a frame is JSON text")));
    }

    /** What is wanted from now on in addition; the first time, from where the client asked to begin. */
    private void subscribe(EventFilter filter) {
        if (filters.size() >= MOST_SUBSCRIPTIONS) {
            throw new RefusedException(
                    Reason.LIMIT_EXCEEDED, "A connection has at most " + MOST_SUBSCRIPTIONS + " subscriptions");
        }
        boolean first = filters.isEmpty();
        if (first) {
            reached = opening.start().orElseGet(() -> services.events().end(caller));
        }
        filters.add(filter);
        send(SocketFrames.subscribed(filter));
        if (first) {
            services.work(this::replay);
        }
    }

    /** Reads a part of the past, and has itself called again until there is no more of it. */
    private void replay() {
        if (isClosed() || !queue.hasRoom(() -> services.work(this::replay))) {
            return;
        }
        try {
            List<EventLog.Entry> entries =
                    services.log().readAfter(caller.organization().id(), reached, BATCH);
            if (entries.isEmpty() && joined()) {
                return;
            }
            for (EventLog.Entry entry : entries) {
                if (!queue.hasRoom(() -> services.work(this::replay))) {
                    return;
                }
                repeat(entry);
                reached = entry.position();
            }
            services.work(this::replay);
        } catch (UncheckedIOException e) {
            LOGGER.debug("the past cannot be read now", e);
            services.later(() -> services.work(this::replay));
        } catch (RuntimeException e) {
            LOGGER.error(
                    "the log of {} cannot be repeated", caller.organization().id(), e);
            close(CloseCodes.TRY_AGAIN, "an error: connect again with since");
        }
    }

    /** An event that we fail to write is left out, as where it comes live: else the client would hear nothing ever after. */
    private void repeat(EventLog.Entry entry) {
        try {
            take(entry);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.error("event {} could not be told", entry.event().id(), e);
        }
    }

    private boolean joined() {
        Optional<EventFeeds.Following> joined =
                services.feeds().join(caller.organization().id(), reached, this);
        boolean late;
        synchronized (this) {
            following = joined;
            late = closed;
        }
        if (late) {
            joined.ifPresent(EventFeeds.Following::close);
        }
        return late || joined.isPresent();
    }

    @Override
    public void take(EventLog.Entry entry) {
        if (!isClosed() && wants(entry.event())) {
            send(services.texts().frame(entry.event()));
        }
    }

    private boolean wants(MailEvent event) {
        return EventRights.maySee(caller, event) && filters.stream().anyMatch(filter -> filter.wants(event));
    }

    @Override
    public void end() {
        close(CloseCodes.GOING_AWAY, "the server ends");
    }

    private void send(String text) {
        if (!queue.offer(text)) {
            LOGGER.debug(
                    "a client of organization {} reads too slowly",
                    caller.organization().id());
            close(CloseCodes.TRY_AGAIN, "too slow: connect again with since");
        }
    }

    private void write(String text, Runnable done) {
        try {
            session.orElseThrow().getRemote().sendString(text, new WriteCallback() {
                @Override
                public void writeSuccess() {
                    done.run();
                }

                @Override
                public void writeFailed(Throwable failure) {
                    LOGGER.debug("a client went away", failure);
                    disconnect();
                }
            });
        } catch (WebSocketException gone) {
            LOGGER.debug("a client went away", gone);
            disconnect();
        }
    }

    /** What the clock asks for, several times a second: a ping now and then, and the end of clients that answer nothing or take nothing. */
    void look() {
        long now = System.nanoTime();
        if (caller.key().isExpiredAt(services.clock().instant())) {
            close(CloseCodes.POLICY, "the API key has expired");
        } else if (now - heardAt > SILENCE.toNanos() || queue.stalledNanos(now) > STALL.toNanos()) {
            disconnect();
        } else if (now - pingedAt > PING_EVERY.toNanos()) {
            pingedAt = now;
            ping();
        }
    }

    private void ping() {
        try {
            session.orElseThrow().getRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | WebSocketException gone) {
            LOGGER.debug("a client went away", gone);
            disconnect();
        }
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        heardAt = System.nanoTime();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heardAt = System.nanoTime();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Tells the client why, and lets go of it soon whether it hears that or not. */
    void close(int code, String why) {
        if (release()) {
            session.ifPresent(open -> open.close(code, why));
            services.later(this::disconnect);
        }
    }

    private void disconnect() {
        release();
        session.ifPresent(open -> {
            try {
                open.disconnect();
            } catch (IOException | WebSocketException e) {
                LOGGER.debug("a client was gone already", e);
            }
        });
    }

    /** @return whether it was not closed before */
    private boolean release() {
        Optional<EventFeeds.Following> left;
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            left = following;
        }
        queue.close();
        left.ifPresent(EventFeeds.Following::close);
        services.remove(this);
        return true;
    }

    @Override
    public void onWebSocketClose(int code, String reason) {
        release();
    }

    @Override
    public void onWebSocketError(Throwable failure) {
        LOGGER.debug("a connection broke", failure);
        disconnect();
    }
}
