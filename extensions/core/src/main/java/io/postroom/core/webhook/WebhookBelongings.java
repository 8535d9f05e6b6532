package io.postroom.core.webhook;

import io.postroom.core.account.Belongings;
import io.postroom.core.account.Organization;

/** The webhooks of an organisation, as something that goes with it. */
public final class WebhookBelongings implements Belongings {
    private final WebhookStore webhooks;

    public WebhookBelongings(WebhookStore webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public void removeAll(Organization organization) {
        webhooks.listAll(organization.id()).forEach(webhooks::delete);
    }
}
