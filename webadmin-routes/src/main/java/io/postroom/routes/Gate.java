package io.postroom.routes;

import io.postroom.core.account.Caller;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import spark.Route;
import spark.Service;

/**
 * What stands before every route of a dialect: the key and what the route asks of it are checked, the caller is confined to what the path
 * names, and failures become answers. Thread-safe.
 */
public final class Gate {
    /** How many octets a request may have after its header, where nothing else is said. */
    public static final int BODY_LIMIT = 6 * 1024 * 1024;

    private static final String SCHEME = "Bearer ";

    /** A route for callers with a key. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Caller caller, Call call);
    }

    /**
     * A route that was entered.
     *
     * @param right empty if it needs no key
     */
    public record Entered(String method, String path, Optional<Right> right) {}

    private final Entrance entrance;
    private final ClientAddresses clients;
    private final ErrorDialect errors;
    private final List<Entered> entered = new CopyOnWriteArrayList<>();

    public Gate(Entrance entrance, ClientAddresses clients, ErrorDialect errors) {
        this.entrance = entrance;
        this.clients = clients;
        this.errors = errors;
    }

    /** Where routes are entered by their whole path; they confine the caller themselves. */
    public Paths on(Service service) {
        return on(service, "", (caller, call) -> caller);
    }

    /** Where routes are entered by what follows {@code prefix}, for callers that are confined first. */
    public Paths on(Service service, String prefix, Confinement confinement) {
        return new Paths(service, prefix, confinement);
    }

    /** Every route, in the order in which they were entered. */
    public List<Entered> entered() {
        return List.copyOf(entered);
    }

    /** What becomes of a caller at a path: one that reaches no further than the path goes. */
    @FunctionalInterface
    public interface Confinement {
        Caller confine(Caller caller, Call call);
    }

    /** Enters routes behind the gate; each method returns this. */
    public final class Paths {
        private final Service service;
        private final String prefix;
        private final Confinement confinement;

        private Paths(Service service, String prefix, Confinement confinement) {
            this.service = service;
            this.prefix = prefix;
            this.confinement = confinement;
        }

        public Paths get(String path, Right right, Handler handler) {
            Route route = closed("GET", path, right, handler, BODY_LIMIT);
            service.get(prefix + path, route);
            service.head(prefix + path, route); // else Spark answers 200 to any HEAD, unasked
            return this;
        }

        public Paths post(String path, Right right, Handler handler) {
            return post(path, right, BODY_LIMIT, handler);
        }

        /** @param bodyLimit in octets, where a body may be larger than others */
        public Paths post(String path, Right right, int bodyLimit, Handler handler) {
            service.post(prefix + path, closed("POST", path, right, handler, bodyLimit));
            return this;
        }

        public Paths put(String path, Right right, Handler handler) {
            service.put(prefix + path, closed("PUT", path, right, handler, BODY_LIMIT));
            return this;
        }

        public Paths patch(String path, Right right, Handler handler) {
            return patch(path, right, BODY_LIMIT, handler);
        }

        /** @param bodyLimit in octets, where a body may be larger than others */
        public Paths patch(String path, Right right, int bodyLimit, Handler handler) {
            service.patch(prefix + path, closed("PATCH", path, right, handler, bodyLimit));
            return this;
        }

        public Paths delete(String path, Right right, Handler handler) {
            service.delete(prefix + path, closed("DELETE", path, right, handler, BODY_LIMIT));
            return this;
        }

        /** For a path that carries its own permission, or needs none. */
        public Paths getWithoutKey(String path, Endpoint.Handler handler) {
            entered.add(new Entered("GET", prefix + path, Optional.empty()));
            Route route = new Endpoint(handler, errors, BODY_LIMIT);
            service.get(prefix + path, route);
            service.head(prefix + path, route);
            return this;
        }

        /** As {@link #getWithoutKey}. */
        public Paths postWithoutKey(String path, Endpoint.Handler handler) {
            entered.add(new Entered("POST", prefix + path, Optional.empty()));
            service.post(prefix + path, new Endpoint(handler, errors, BODY_LIMIT));
            return this;
        }

        private Route closed(String method, String path, Right right, Handler handler, int bodyLimit) {
            entered.add(new Entered(method, prefix + path, Optional.of(right)));
            return new Endpoint(
                    call -> {
                        Caller caller = caller(call);
                        right.check(caller);
                        return handler.handle(confinement.confine(caller, call), call);
                    },
                    errors,
                    bodyLimit);
        }
    }

    private Caller caller(Call call) {
        String secret = bearer(call.header("Authorization")).orElseThrow(Gate::unauthorized);
        return call.isAskedAgain() ? entrance.admitAgain(secret) : entrance.admit(secret, call.client(clients));
    }

    /** The key in the value of an {@code Authorization} header; empty if there is none in it. */
    public static Optional<String> bearer(Optional<String> header) {
        return header.filter(value ->
                        value.startsWith(SCHEME)) // the scheme's case counts here, other than in RFC 9110 §11.1
                .map(value -> value.substring(SCHEME.length()))
                .filter(token -> !token.isEmpty() && token.chars().noneMatch(Character::isWhitespace));
    }

    /** The refusal of a request without a key. */
    public static RefusedException unauthorized() {
        return new RefusedException(Reason.MISSING_AUTHORIZATION, "Unauthorized");
    }
}
