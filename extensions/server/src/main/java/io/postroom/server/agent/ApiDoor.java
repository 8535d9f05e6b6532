package io.postroom.server.agent;

import io.postroom.core.event.EventFeeds;
import io.postroom.routes.ApiServer;
import io.postroom.server.health.Door;
import org.apache.james.lifecycle.api.Startable;

/** The API's server, and the feeds that its clients follow, as James' life cycle knows it: opened once, closed once. */
public final class ApiDoor implements Startable, Door {
    private final ApiServer server;
    private final EventFeeds feeds;

    ApiDoor(ApiServer server, EventFeeds feeds) {
        this.server = server;
        this.feeds = feeds;
    }

    void open() {
        feeds.start();
        server.start();
    }

    /** The feeds first, so that requests that wait for events are answered before the server ends. */
    @Override
    public void close() {
        feeds.close();
        server.close();
    }
}
