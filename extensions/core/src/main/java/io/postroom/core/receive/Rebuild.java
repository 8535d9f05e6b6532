package io.postroom.core.receive;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;

/**
 * Makes the rows of messages and threads anew from the mailboxes, in the background, for the operator.
 *
 * <p>Each method returns at once, with the id under which the mail server's task manager shows the progress.
 */
public interface Rebuild {
    /** For every inbox of the organisation, which exists. */
    String submit(OrganizationId organization);

    /** For one inbox, which exists. */
    String submit(InboxId inbox);
}
