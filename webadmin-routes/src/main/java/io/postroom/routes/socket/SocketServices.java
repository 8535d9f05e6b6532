package io.postroom.routes.socket;

import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.Events;
import io.postroom.routes.ErrorDialect;
import io.postroom.routes.EventTexts;
import java.time.Clock;

/** What a socket needs of others. */
interface SocketServices {
    Events events();

    EventLog log();

    EventFeeds feeds();

    EventTexts texts();

    ErrorDialect errors();

    Clock clock();

    /** Does {@code work}, which may block, soon. */
    void work(Runnable work);

    /** Does {@code work}, which must not block, in a second or two. */
    void later(Runnable work);

    /** Has {@code socket} looked after; false if the server ends. */
    boolean add(EventSocket socket);

    void remove(EventSocket socket);
}
