package io.postroom.core.inbox;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent's mailbox.
 *
 * @param id its address
 * @param displayName what stands before the address in mail it sends; at most {@link #MAX_DISPLAY_NAME} characters
 * @param clientId the creator's own name for it, unique in the organisation
 */
public record Inbox(
        InboxId id,
        OrganizationId organization,
        PodId pod,
        Optional<String> displayName,
        Optional<ClientId> clientId,
        Metadata metadata,
        Instant createdAt,
        Instant updatedAt) {
    public static final int MAX_DISPLAY_NAME = 256;
}
