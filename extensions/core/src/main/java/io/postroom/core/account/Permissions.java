package io.postroom.core.account;

import java.util.Set;

/** What a key may do within its scope. */
public sealed interface Permissions {
    /** Everything. */
    record Unrestricted() implements Permissions {}

    /** Only what is named. */
    record Only(Set<Permission> granted) implements Permissions {
        public Only {
            granted = Set.copyOf(granted);
        }
    }

    Permissions UNRESTRICTED = new Unrestricted();

    default boolean allow(Permission permission) {
        return !(this instanceof Only only) || only.granted().contains(permission);
    }

    /** Whether a holder of these may hand out {@code other}. */
    default boolean include(Permissions other) {
        if (this instanceof Only mine) {
            return other instanceof Only theirs && mine.granted().containsAll(theirs.granted());
        }
        return true;
    }
}
