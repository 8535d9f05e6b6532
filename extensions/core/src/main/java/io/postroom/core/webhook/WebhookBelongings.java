package io.postroom.core.webhook;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;

/** The webhooks of an organisation, a pod or an inbox, as something that goes with it. */
public final class WebhookBelongings implements ScopeBelongings {
    private final WebhookStore webhooks;

    public WebhookBelongings(WebhookStore webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void removeAll(OrganizationId organization, Scope scope) {
        webhooks.listAll(organization).stream()
                .filter(webhook -> scope.covers(webhook.scope()))
                .forEach(webhooks::delete);
    }
}
