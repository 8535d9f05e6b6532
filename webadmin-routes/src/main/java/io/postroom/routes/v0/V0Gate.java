package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Pods;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inboxes;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.inject.Inject;
import spark.Route;
import spark.Service;

/**
 * What stands before every route of {@code /v0}: the key and what the route asks of it are checked, the caller is confined to the pod or
 * inbox of the path, and failures become answers. Thread-safe.
 */
public final class V0Gate {
    static final int BODY_LIMIT = 6 * 1024 * 1024;
    private static final String SCHEME = "Bearer ";

    /** A route for callers with a key. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Caller caller, Call call);
    }

    /**
     * A route that was entered.
     *
     * @param right empty if it needs no key
     */
    record Entered(String method, String path, Optional<Right> right) {}

    private final Entrance entrance;
    private final ClientAddresses clients;
    private final Pods pods;
    private final Inboxes inboxes;
    private final V0Errors errors;
    private final List<Entered> entered = new CopyOnWriteArrayList<>();

    @Inject
    public V0Gate(Entrance entrance, ClientAddresses clients, Pods pods, Inboxes inboxes, V0Errors errors) {
        this.entrance = entrance;
        this.clients = clients;
        this.pods = pods;
        this.inboxes = inboxes;
        this.errors = errors;
    }

    /** Where routes are entered by their whole path; they confine the caller themselves. */
    Paths on(Service service) {
        return new Paths(service, "", (caller, call) -> caller);
    }

    /** Where routes are entered by the path that follows the mount's; the caller they get is confined to it. */
    Paths on(Service service, Mount mount) {
        return switch (mount) {
            case ORGANIZATION -> new Paths(service, mount.path(), (caller, call) -> caller);
            case POD -> new Paths(service, mount.path(), (caller, call) -> pods.enter(caller, Ids.podName(call)));
            case INBOX -> new Paths(service, mount.path(), (caller, call) -> inboxes.enter(caller, Ids.inbox(call)));
        };
    }

    /** Every route, in the order in which they were entered. */
    List<Entered> entered() {
        return List.copyOf(entered);
    }

    @FunctionalInterface
    private interface Confinement {
        Caller confine(Caller caller, Call call);
    }

    /** Enters routes behind the gate; each method returns this. */
    final class Paths {
        private final Service service;
        private final String prefix;
        private final Confinement confinement;

        private Paths(Service service, String prefix, Confinement confinement) {
            this.service = service;
            this.prefix = prefix;
            this.confinement = confinement;
        }

        Paths get(String path, Right right, Handler handler) {
            Route route = closed("GET", path, right, handler, BODY_LIMIT);
            service.get(prefix + path, route);
            service.head(prefix + path, route); // else Spark answers 200 to any HEAD, unasked
            return this;
        }

        Paths post(String path, Right right, Handler handler) {
            return post(path, right, BODY_LIMIT, handler);
        }

        /** @param bodyLimit in octets, where a body may be larger than others */
        Paths post(String path, Right right, int bodyLimit, Handler handler) {
            service.post(prefix + path, closed("POST", path, right, handler, bodyLimit));
            return this;
        }

        Paths put(String path, Right right, Handler handler) {
            service.put(prefix + path, closed("PUT", path, right, handler, BODY_LIMIT));
            return this;
        }

        Paths patch(String path, Right right, Handler handler) {
            return patch(path, right, BODY_LIMIT, handler);
        }

        /** @param bodyLimit in octets, where a body may be larger than others */
        Paths patch(String path, Right right, int bodyLimit, Handler handler) {
            service.patch(prefix + path, closed("PATCH", path, right, handler, bodyLimit));
            return this;
        }

        Paths delete(String path, Right right, Handler handler) {
            service.delete(prefix + path, closed("DELETE", path, right, handler, BODY_LIMIT));
            return this;
        }

        /** For a path that carries its own permission, or needs none. */
        Paths getWithoutKey(String path, Endpoint.Handler handler) {
            entered.add(new Entered("GET", prefix + path, Optional.empty()));
            Route route = new Endpoint(handler, errors, BODY_LIMIT);
            service.get(prefix + path, route);
            service.head(prefix + path, route);
            return this;
        }

        /** As {@link #getWithoutKey}. */
        Paths postWithoutKey(String path, Endpoint.Handler handler) {
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
        String secret = bearer(call.header("Authorization")).orElseThrow(V0Gate::unauthorized);
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
