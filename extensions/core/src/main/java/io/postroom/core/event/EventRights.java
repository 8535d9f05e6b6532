package io.postroom.core.event;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Which events a caller may be told of. */
public final class EventRights {
    private EventRights() {}

    /** Whether {@code event} is of the caller's organisation, within its scope, and its key may read what it is about. */
    public static boolean maySee(Caller caller, MailEvent event) {
        return event.organization().equals(caller.organization().id())
                && isWithinReach(caller, event)
                && lacking(caller, event.type()).isEmpty();
    }

    /** Whether {@code event}, of the caller's organisation, happened where the caller reaches; what concerns all of it is for those who do. */
    static boolean isWithinReach(Caller caller, MailEvent event) {
        return caller.scope().covers(Scope.of(event.pod(), event.inbox()));
    }

    /**
     * For a caller who asks for these.
     *
     * @throws RefusedException {@link Reason#MISSING_PERMISSION} with the name of the first permission that the key lacks
     */
    public static void requireRightTo(Caller caller, Collection<EventType> types) {
        types.stream()
                .sorted()
                .flatMap(type -> lacking(caller, type).stream())
                .findFirst()
                .ifPresent(permission -> {
                    throw RefusedException.missing(permission.wireName());
                });
    }

    private static Optional<Permission> lacking(Caller caller, EventType type) {
        return Stream.concat(type.labelPermission().stream(), Stream.of(type.readPermission()))
                .filter(needed -> !caller.may(needed))
                .findFirst();
    }
}
