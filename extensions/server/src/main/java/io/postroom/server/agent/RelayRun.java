package io.postroom.server.agent;

import io.postroom.server.health.Worker;
import io.postroom.webhooks.WebhookRelay;
import org.apache.james.lifecycle.api.Startable;

/** The webhook relay as James' life cycle knows it. */
public final class RelayRun implements Startable, Worker {
    private final WebhookRelay relay;

    RelayRun(WebhookRelay relay) {
        this.relay = relay;
    }

    void start() {
        relay.start();
    }

    @Override
    public void close() {
        relay.close();
    }
}
