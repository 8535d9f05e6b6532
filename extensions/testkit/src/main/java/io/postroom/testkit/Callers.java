package io.postroom.testkit;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who makes a request, in tests. */
public final class Callers {
    private Callers() {}

    /** Holds an unrestricted key for the whole of {@link Fixtures#ORGANIZATION}. */
    public static Caller unrestricted() {
        return caller(new Scope.WholeOrganization(), Permissions.UNRESTRICTED, Optional.empty());
    }

    /** Holds a key for the whole organisation that may do only this. */
    public static Caller only(Permission... granted) {
        return caller(new Scope.WholeOrganization(), new Permissions.Only(Set.of(granted)), Optional.empty());
    }

    /** Holds an unrestricted key for one inbox of the default pod. */
    public static Caller of(InboxId inbox) {
        return caller(new Scope.OneInbox(Fixtures.POD, inbox), Permissions.UNRESTRICTED, Optional.empty());
    }

    /** Holds an unrestricted key for one pod. */
    public static Caller of(PodId pod) {
        return caller(new Scope.OnePod(pod), Permissions.UNRESTRICTED, Optional.empty());
    }

    /** Holds an unrestricted key for the whole organisation, good until {@code end}. */
    public static Caller until(Instant end) {
        return caller(new Scope.WholeOrganization(), Permissions.UNRESTRICTED, Optional.of(end));
    }

    /** Holds an unrestricted key for the whole of {@link Fixtures#OTHER_ORGANIZATION}. */
    public static Caller stranger() {
        Caller caller = unrestricted();
        return new Caller(Fixtures.organization(Fixtures.OTHER_ORGANIZATION), caller.key());
    }

    private static Caller caller(Scope scope, Permissions permissions, Optional<Instant> end) {
        ApiKey key = Fixtures.apiKey(1);
        return new Caller(
                Fixtures.organization(),
                new ApiKey(
                        key.id(),
                        key.organization(),
                        scope,
                        permissions,
                        key.name(),
                        key.prefix(),
                        key.hash(),
                        Optional.empty(),
                        end,
                        key.createdAt(),
                        key.updatedAt()));
    }
}
