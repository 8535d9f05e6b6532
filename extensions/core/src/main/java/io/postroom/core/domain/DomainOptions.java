package io.postroom.core.domain;

import io.postroom.core.account.InboxId;
import java.util.Optional;

/**
 * What an organisation chose for a domain.
 *
 * @param feedback whether bounces and complaints are also put into inboxes
 * @param subdomains whether there may be inboxes in domains under it
 * @param sharedWithProvider whether it may go on receiving mail at another provider as well
 * @param catchAll the inbox that gets mail for addresses of this domain that are no inboxes
 */
public record DomainOptions(
        boolean feedback, boolean subdomains, boolean sharedWithProvider, Optional<InboxId> catchAll) {

    /** As {@code /v0} has it when nothing is said. */
    public static final DomainOptions USUAL = new DomainOptions(true, false, false, Optional.empty());

    DomainOptions withCatchAll(Optional<InboxId> inbox) {
        return new DomainOptions(feedback, subdomains, sharedWithProvider, inbox);
    }
}
