package io.postroom.routes;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import java.util.Set;

/**
 * What a key needs for a route, whatever the request is about.
 *
 * @param permissions all of these
 */
public record Right(Set<Permission> permissions, Reach reach) {
    /** For every key. */
    public static final Right ANY_KEY = new Right(Set.of(), Reach.INBOX);

    /** How far a key has to reach at least. */
    public enum Reach {
        INBOX,
        POD,
        ORGANIZATION
    }

    public Right {
        permissions = Set.copyOf(permissions);
    }

    /** For keys with all of these permissions. */
    public static Right to(Permission... permissions) {
        return new Right(Set.of(permissions), Reach.INBOX);
    }

    /** The same, but not for keys of one inbox. */
    public Right beyondAnInbox() {
        return new Right(permissions, Reach.POD);
    }

    /** The same, but for keys of the whole organisation only. */
    public Right wholeOrganization() {
        return new Right(permissions, Reach.ORGANIZATION);
    }

    /** @throws io.postroom.core.error.RefusedException if the key reaches less or lacks a permission */
    public void check(Caller caller) {
        if (reach == Reach.ORGANIZATION) {
            caller.requireWholeOrganization();
        } else if (reach == Reach.POD) {
            caller.requireMoreThanAnInbox();
        }
        permissions.forEach(caller::require);
    }
}
