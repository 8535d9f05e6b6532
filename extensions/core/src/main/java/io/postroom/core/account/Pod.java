package io.postroom.core.account;

import io.postroom.core.page.PageKey;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of an organisation, with inboxes, domains, keys and webhooks of its own.
 *
 * @param name what its creator calls it, 1 to 256 characters
 * @param clientId the creator's own name for it, unique in the organisation
 * @param closing whether it is being deleted: nothing more is put into it
 */
public record Pod(
        PodId id,
        OrganizationId organization,
        String name,
        Optional<ClientId> clientId,
        boolean closing,
        Instant createdAt,
        Instant updatedAt) {
    private static final String DEFAULT_NAME = "default";

    /** The pod that every organisation has from its beginning. */
    static Pod defaultOf(Organization organization) {
        return new Pod(
                organization.defaultPod(),
                organization.id(),
                DEFAULT_NAME,
                Optional.empty(),
                false,
                organization.createdAt(),
                organization.createdAt());
    }

    public Pod withClosing(boolean nowClosing) {
        return new Pod(id, organization, name, clientId, nowClosing, createdAt, updatedAt);
    }

    /** Its place in a list that is ordered by creation. */
    public PageKey place() {
        return new PageKey(createdAt, id.toString());
    }
}
