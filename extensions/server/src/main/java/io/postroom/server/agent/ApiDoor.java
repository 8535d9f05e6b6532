package io.postroom.server.agent;

import io.postroom.routes.ApiServer;
import io.postroom.server.health.Door;
import org.apache.james.lifecycle.api.Startable;

/** The API's server as James' life cycle knows it: opened once, closed once. */
public final class ApiDoor implements Startable, Door {
    private final ApiServer server;

    ApiDoor(ApiServer server) {
        this.server = server;
    }

    void open() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }
}
