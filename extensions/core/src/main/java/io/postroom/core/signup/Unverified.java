package io.postroom.core.signup;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.cache.LruMap;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Says which organisations were made by a sign-up that nobody has vouched for yet. That an organisation is none of them stays so, and is
 * remembered: of most of them the store is asked once. Thread-safe; blocks.
 */
public final class Unverified {
    /** What their keys may do: no more inboxes, no keys, pods, domains, and nothing about the list that says to whom they may write. */
    public static final Permissions PERMISSIONS = new Permissions.Only(EnumSet.complementOf(EnumSet.of(
            Permission.INBOX_CREATE,
            Permission.API_KEY_CREATE,
            Permission.API_KEY_UPDATE,
            Permission.LIST_ENTRY_CREATE,
            Permission.LIST_ENTRY_DELETE,
            Permission.POD_CREATE,
            Permission.POD_DELETE,
            Permission.DOMAIN_CREATE,
            Permission.DOMAIN_UPDATE,
            Permission.DOMAIN_DELETE)));

    private static final int MOST = 10_000;

    private final SignUpStore store;
    private final Set<OrganizationId> others =
            Collections.synchronizedSet(Collections.newSetFromMap(new LruMap<>(MOST)));

    public Unverified(SignUpStore store) {
        this.store = store;
    }

    public boolean includes(OrganizationId organization) {
        if (others.contains(organization)) {
            return false;
        }
        boolean unverified =
                store.find(organization).filter(signUp -> !signUp.isVerified()).isPresent();
        if (!unverified) {
            others.add(organization);
        }
        return unverified;
    }

    /** To be called before an organisation is made by a sign-up: one of its id may have been there, and gone. */
    void expect(OrganizationId organization) {
        others.remove(organization);
    }
}
