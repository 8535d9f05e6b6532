package io.postroom.routes.socket;

import io.postroom.core.account.Caller;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.Events;
import io.postroom.core.event.Position;
import io.postroom.routes.Gate;
import io.postroom.routes.Query;
import io.postroom.routes.v0.EventQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;

/**
 * What a request for a WebSocket asks for.
 *
 * @param filter what it subscribes to without a frame; empty if frames will say
 * @param start from where on it wants events; empty for those that come after the first frame
 */
record Opening(Caller caller, Optional<EventFilter> filter, Optional<Position> start) {
    /**
     * The key is in the header or, for clients that cannot set one, in {@code api_key} or {@code auth_token}. A query that names a filter
     * or a place subscribes, unless it says {@code subscribe=false}.
     *
     * @param admit says whose a key is
     * @throws RefusedException if there is no key that lets it in, or it may not have what it asks for
     */
    static Opening of(HttpServletRequest request, Function<String, Caller> admit, Events events) {
        Query query = new Query(request.getQueryString());
        Caller caller = authenticate(admit, request, query);
        Optional<Position> start = EventQuery.place(events, caller, query, "since");
        if (!subscribes(query)) {
            return new Opening(caller, Optional.empty(), start);
        }
        EventFilter filter = EventQuery.filter(query);
        events.check(caller, filter);
        return new Opening(caller, Optional.of(filter), start.or(() -> Optional.of(events.end(caller))));
    }

    private static Caller authenticate(Function<String, Caller> admit, HttpServletRequest request, Query query) {
        String key = Gate.bearer(Optional.ofNullable(request.getHeader("Authorization")))
                .or(() -> Stream.of("api_key", "auth_token")
                        .flatMap(name -> query.first(name).stream())
                        .findFirst())
                .orElseThrow(Gate::unauthorized);
        try {
            return admit.apply(key);
        } catch (RefusedException e) {
            if (e.reason() == Reason.UNKNOWN_KEY) {
                throw Gate.unauthorized(); // 401 here, not 403: what clients of the WebSocket look for
            }
            throw e;
        }
    }

    private static boolean subscribes(Query query) {
        Optional<String> said = query.first("subscribe");
        if (said.isPresent() && !List.of("true", "false").contains(said.get())) {
            throw RefusedException.invalid("subscribe", "subscribe must be true or false");
        }
        return said.map("true"::equals)
                .orElseGet(() -> EventQuery.names(query) || query.first("since").isPresent());
    }
}
