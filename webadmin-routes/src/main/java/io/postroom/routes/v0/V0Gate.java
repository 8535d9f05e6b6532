package io.postroom.routes.v0;

import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Endpoint;
import javax.inject.Inject;
import spark.Route;
import spark.Service;

/** What stands before every route of {@code /v0}: the key is checked, and failures become answers. Thread-safe. */
public final class V0Gate {
    static final int BODY_LIMIT = 6 * 1024 * 1024;
    private static final String SCHEME = "Bearer ";

    /** A route for callers with a key. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Caller caller, Call call);
    }

    private final ApiKeys keys;
    private final V0Errors errors;

    @Inject
    public V0Gate(ApiKeys keys, V0Errors errors) {
        this.keys = keys;
        this.errors = errors;
    }

    /** Where the routes of one class are entered. */
    Paths on(Service service) {
        return new Paths(service);
    }

    /** Enters routes behind the gate; each method returns this. */
    final class Paths {
        private final Service service;

        private Paths(Service service) {
            this.service = service;
        }

        Paths get(String path, Handler handler) {
            Route route = closed(handler);
            service.get(path, route);
            service.head(path, route); // else Spark answers 200 to any HEAD, unasked
            return this;
        }

        Paths post(String path, Handler handler) {
            service.post(path, closed(handler));
            return this;
        }

        /** @param bodyLimit in octets, where a body may be larger than others */
        Paths post(String path, int bodyLimit, Handler handler) {
            service.post(path, closed(handler, bodyLimit));
            return this;
        }

        Paths put(String path, Handler handler) {
            service.put(path, closed(handler));
            return this;
        }

        Paths patch(String path, Handler handler) {
            service.patch(path, closed(handler));
            return this;
        }

        /** @param bodyLimit in octets, where a body may be larger than others */
        Paths patch(String path, int bodyLimit, Handler handler) {
            service.patch(path, closed(handler, bodyLimit));
            return this;
        }

        Paths delete(String path, Handler handler) {
            service.delete(path, closed(handler));
            return this;
        }

        /** For a path that carries its own permission, or needs none. */
        Paths getWithoutKey(String path, Endpoint.Handler handler) {
            Route route = new Endpoint(handler, errors, BODY_LIMIT);
            service.get(path, route);
            service.head(path, route);
            return this;
        }
    }

    private Route closed(Handler handler) {
        return closed(handler, BODY_LIMIT);
    }

    private Route closed(Handler handler, int bodyLimit) {
        return new Endpoint(call -> handler.handle(caller(call), call), errors, bodyLimit);
    }

    private Caller caller(Call call) {
        String secret = call.header("Authorization")
                .filter(value ->
                        value.startsWith(SCHEME)) // the scheme's case counts here, other than in RFC 9110 §11.1
                .map(value -> value.substring(SCHEME.length()))
                .filter(token -> !token.isEmpty() && token.chars().noneMatch(Character::isWhitespace))
                .orElseThrow(() -> new RefusedException(Reason.MISSING_AUTHORIZATION, "Unauthorized"));
        return keys.authenticate(secret);
    }
}
