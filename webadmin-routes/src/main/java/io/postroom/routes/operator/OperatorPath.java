package io.postroom.routes.operator;

import io.postroom.core.error.RefusedException;
import io.postroom.routes.Call;
import io.postroom.routes.Endpoint;
import java.util.function.Function;
import spark.Route;

/** What the operator's routes have in common. */
final class OperatorPath {
    /** WebAdmin authenticates everything below the path that a class of routes names as its own. */
    static final String ROOT = "/postroom";

    private static final int BODY_LIMIT = 64 * 1024;

    private OperatorPath() {}

    static Route route(Endpoint.Handler handler) {
        return new Endpoint(handler, new OperatorErrors(), BODY_LIMIT);
    }

    /**
     * The id at this place of the path, 0 for the first segment.
     *
     * @throws RefusedException as for an unknown one, if nothing can have this id
     */
    static <T> T id(Call call, int segment, String kind, Function<String, T> parse) {
        try {
            return parse.apply(call.path().segment(segment));
        } catch (IllegalArgumentException e) {
            throw RefusedException.notFound(kind);
        }
    }
}
