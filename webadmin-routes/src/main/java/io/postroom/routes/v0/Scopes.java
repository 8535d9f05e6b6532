package io.postroom.routes.v0;

import io.postroom.core.account.Scope;
import java.util.Optional;

/** What the pod and inbox of a scope are called in answers; empty where the scope is wider. */
final class Scopes {
    private Scopes() {}

    static Optional<String> pod(Scope scope) {
        if (scope instanceof Scope.OneInbox one) {
            return Optional.of(one.pod().toString());
        }
        return scope instanceof Scope.OnePod one ? Optional.of(one.pod().toString()) : Optional.empty();
    }

    static Optional<String> inbox(Scope scope) {
        return scope instanceof Scope.OneInbox one ? Optional.of(one.inbox().value()) : Optional.empty();
    }
}
