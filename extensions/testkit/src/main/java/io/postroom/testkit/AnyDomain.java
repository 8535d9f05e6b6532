package io.postroom.testkit;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import io.postroom.core.inbox.MailDomains;

/** Lets inboxes be made in any domain; the standard one is {@code agents.example}. */
public final class AnyDomain implements MailDomains {
    @Override
    public MailDomain standard() {
        return new MailDomain("agents.example");
    }

    @Override
    public boolean permits(OrganizationId organization, PodId pod, MailDomain domain) {
        return true;
    }
}
