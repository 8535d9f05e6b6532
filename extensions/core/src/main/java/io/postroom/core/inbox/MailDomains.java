package io.postroom.core.inbox;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;

/** Which domains an organisation may have inboxes in. */
public interface MailDomains {
    /** Where an inbox goes whose creator names no domain. */
    MailDomain standard();

    /** Whether the organisation may create inboxes in {@code domain} for this pod of it. */
    boolean permits(OrganizationId organization, PodId pod, MailDomain domain);
}
