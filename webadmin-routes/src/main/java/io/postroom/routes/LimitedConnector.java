package io.postroom.routes;

import io.postroom.core.limit.Places;
import io.postroom.core.trust.Networks;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes no more connections than there are places, and ends those whose requests do not get on. Jetty's own limits know no address, and
 * its idle time begins anew with every octet: a client that sends one now and then would hold a connection, or a thread, for ever.
 *
 * <p>Requests that wait for an answer and WebSockets are none of this: only what a client sends, and only until it is whole.
 */
final class LimitedConnector extends ServerConnector {
    private static final Logger LOGGER = LoggerFactory.getLogger(LimitedConnector.class);
    private static final long LOOK_MILLIS = 500;

    private final ConnectionLimits limits;
    private final Places<String> places;
    private final Map<EndPoint, Guest> guests = new ConcurrentHashMap<>();

    /** An open connection, its place, and how it gets on. */
    private record Guest(Places.Place place, Pace pace) {}

    LimitedConnector(Server server, ConnectionLimits limits, ConnectionFactory... protocols) {
        super(server, protocols);
        this.limits = limits;
        this.places = new Places<>(limits.most(), limits.ofAddress());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        lookLater();
    }

    private void lookLater() {
        getScheduler().schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        long now = System.nanoTime();
        guests.forEach((connection, guest) -> {
            if (guest.pace().isTooSlow(now)) {
                LOGGER.debug("{} is too slow", connection.getRemoteAddress());
                connection.close();
            }
        });
        if (isRunning()) {
            lookLater();
        }
    }

    @Override
    protected void onEndPointOpened(EndPoint connection) {
        super.onEndPointOpened(connection);
        Optional<Places.Place> place = enter(connection.getRemoteAddress().getAddress());
        if (place.isEmpty()) {
            LOGGER.debug("{} has too many connections", connection.getRemoteAddress());
            connection.close();
            return;
        }
        guests.put(connection, new Guest(place.get(), new Pace(connection, limits)));
        if (!connection.isOpen()) { // and has been taken leave of before it was known here
            leave(connection);
        }
    }

    private Optional<Places.Place> enter(InetAddress peer) {
        return limits.unlimited().contain(peer) ? places.take() : places.take(Networks.siteOf(peer));
    }

    @Override
    protected void onEndPointClosed(EndPoint connection) {
        leave(connection);
        super.onEndPointClosed(connection);
    }

    private void leave(EndPoint connection) {
        Optional.ofNullable(guests.remove(connection))
                .ifPresent(guest -> guest.place().leave());
    }
}
