package io.postroom.core.policy;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;

/** Refusals, as something that goes with what the mail was for. */
public final class RefusalBelongings implements ScopeBelongings {
    private final RefusalStore store;

    public RefusalBelongings(RefusalStore store) {
        this.store = store;
    }

    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        store.deleteAll(organization, scope);
    }
}
