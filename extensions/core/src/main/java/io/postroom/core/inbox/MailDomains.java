package io.postroom.core.inbox;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.domain.MailDomain;

/** Which domains an organisation may have inboxes in. */
public interface MailDomains {
    /** Where an inbox goes whose creator names no domain. */
    MailDomain standard();

    /** Whether the organisation may create inboxes in {@code domain}. */
    boolean permits(OrganizationId organization, MailDomain domain);
}
