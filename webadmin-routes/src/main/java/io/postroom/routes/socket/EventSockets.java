package io.postroom.routes.socket;

import io.postroom.core.account.AccessSignal;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Events;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.Entrance;
import io.postroom.routes.ErrorDialect;
import io.postroom.routes.EventTexts;
import io.postroom.routes.Upgrades;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All WebSockets of this server: lets them in, looks after them several times a second, and closes those whose key has come to its end.
 *
 * <p>Owns its threads, {@code socket-…}. Thread-safe.
 */
public final class EventSockets implements Upgrades {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventSockets.class);
    private static final int WORKERS = 4;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(2);
    private static final Duration LOOK_AT_KEYS_UNASKED = Duration.ofMinutes(1);

    /** What {@link EventSockets} is made of. */
    public record Parts(
            ApiKeys keys,
            Entrance entrance,
            ClientAddresses clients,
            Events events,
            EventLog log,
            EventFeeds feeds,
            EventTexts texts,
            ErrorDialect errors,
            Clock clock) {}

    private final Parts parts;
    private final int most;
    private final Set<EventSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<OrganizationId> changed = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Workers.named("socket-replay"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Workers.named("socket-clock"));
    private final Services services = new Services();
    private volatile boolean closed;
    private long keysSeenAt = System.nanoTime();

    /**
     * @param access says when keys or organisations have changed
     * @param most how many are open at a time
     */
    public EventSockets(Parts parts, AccessSignal access, int most) {
        this.parts = parts;
        this.most = most;
        access.listen(changed::add);
        timer.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Handler before(Handler next) {
        SocketHandler handler = new SocketHandler(this::open, parts.errors());
        handler.setHandler(next);
        return handler;
    }

    /** How many are open. */
    public int count() {
        return sockets.size();
    }

    /** @throws RefusedException if there is no place, or no key that lets it in */
    private EventSocket open(HttpServletRequest request) {
        String client = parts.clients().of(request);
        Opening opening = Opening.of(request, key -> parts.entrance().admit(key, client), parts.events());
        if (sockets.size() >= most) {
            throw new RefusedException(Reason.RATE_LIMITED, "This server has no place for another WebSocket");
        }
        return new EventSocket(services, opening);
    }

    private void look() {
        try {
            sockets.forEach(EventSocket::look);
            lookAtKeys();
        } catch (RuntimeException e) {
            LOGGER.error("the sockets could not be looked after", e);
        }
    }

    private void lookAtKeys() {
        long now = System.nanoTime();
        if (now - keysSeenAt > LOOK_AT_KEYS_UNASKED.toNanos()) {
            keysSeenAt = now;
            sockets.forEach(socket -> changed.add(organization(socket)));
        }
        if (changed.isEmpty()) {
            return;
        }
        Set<OrganizationId> asked = new HashSet<>(changed);
        changed.removeAll(asked);
        Map<ApiKeyId, Optional<Caller>> known = new HashMap<>();
        for (EventSocket socket : sockets) {
            if (asked.contains(organization(socket))) {
                renew(socket, known);
            }
        }
    }

    private static OrganizationId organization(EventSocket socket) {
        return socket.caller().organization().id();
    }

    private void renew(EventSocket socket, Map<ApiKeyId, Optional<Caller>> known) {
        try {
            known.computeIfAbsent(socket.caller().key().id(), id -> renewed(socket.caller()))
                    .ifPresentOrElse(
                            socket::renew, () -> socket.close(CloseCodes.POLICY, "the API key is no longer accepted"));
        } catch (UncheckedIOException e) {
            LOGGER.debug("a key cannot be looked up now", e);
            changed.add(organization(socket));
        }
    }

    /** Empty if the key does not let anybody in any more. */
    private Optional<Caller> renewed(Caller caller) {
        try {
            return Optional.of(parts.keys().renew(caller));
        } catch (RefusedException e) {
            LOGGER.debug("key {} has come to its end", caller.key().id());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        closed = true;
        sockets.forEach(EventSocket::end);
        workers.shutdownNow();
        timer.shutdown();
    }

    private final class Services implements SocketServices {
        @Override
        public Events events() {
            return parts.events();
        }

        @Override
        public EventLog log() {
            return parts.log();
        }

        @Override
        public EventFeeds feeds() {
            return parts.feeds();
        }

        @Override
        public EventTexts texts() {
            return parts.texts();
        }

        @Override
        public ErrorDialect errors() {
            return parts.errors();
        }

        @Override
        public Clock clock() {
            return parts.clock();
        }

        @Override
        public void work(Runnable work) {
            try {
                workers.execute(work);
            } catch (RejectedExecutionException e) {
                LOGGER.debug("the server ends", e);
            }
        }

        @Override
        public void later(Runnable work) {
            try {
                timer.schedule(work, LATER.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOGGER.debug("the server ends", e);
            }
        }

        /** Its key may have been revoked between its first look-up and now. */
        @Override
        public boolean add(EventSocket socket) {
            sockets.add(socket);
            changed.add(organization(socket));
            return !closed;
        }

        @Override
        public void remove(EventSocket socket) {
            sockets.remove(socket);
        }
    }
}
