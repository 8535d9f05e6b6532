package io.postroom.routes;

import org.eclipse.jetty.server.Handler;

/** What takes requests on the API's port that want another protocol than HTTP. */
public interface Upgrades extends AutoCloseable {
    /** Looks at each request before {@code next} does. */
    Handler before(Handler next);

    /** Ends what was begun, while the server still runs. */
    @Override
    void close();

    /** There is no other protocol. */
    static Upgrades none() {
        return new Upgrades() {
            @Override
            public Handler before(Handler next) {
                return next;
            }

            @Override
            public void close() {}
        };
    }
}
