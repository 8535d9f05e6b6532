package io.postroom.routes.v0;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.inbox.MailDomains;

/** One domain for everybody. */
final class LocalDomains implements MailDomains {
    static final MailDomain DOMAIN = new MailDomain("agents.example");

    @Override
    public MailDomain standard() {
        return DOMAIN;
    }

    @Override
    public boolean permits(OrganizationId organization, MailDomain domain) {
        return DOMAIN.equals(domain);
    }
}
