package io.postroom.core.account;

import io.postroom.core.page.Page;

/** The keys of an organisation, a pod or an inbox, as something that goes with it. */
public final class ApiKeyBelongings implements ScopeBelongings {
    private final ApiKeyStore keys;

    public ApiKeyBelongings(ApiKeyStore keys) {
        this.keys = keys;
    }

    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        Page.forEach(request -> keys.list(organization, scope, request), keys::delete);
    }
}
