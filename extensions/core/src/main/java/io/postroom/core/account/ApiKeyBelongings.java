package io.postroom.core.account;

import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;

/** The keys of an organisation, a pod or an inbox, as something that goes with it. */
public final class ApiKeyBelongings implements Belongings, ScopeBelongings {
    private final ApiKeyStore keys;

    public ApiKeyBelongings(ApiKeyStore keys) {
        this.keys = keys;
    }

    @Override
    public void removeAll(Organization organization) {
        removeAll(organization.id(), new Scope.WholeOrganization());
    }

    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        Page<ApiKey> page = keys.list(organization, scope, PageRequest.first(PageRequest.MAX_LIMIT));
        page.items().forEach(keys::delete);
        while (page.next().isPresent()) {
            page = keys.list(organization, scope, new PageRequest(PageRequest.MAX_LIMIT, page.next(), false));
            page.items().forEach(keys::delete);
        }
    }
}
