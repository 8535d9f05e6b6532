package io.postroom.core.account;

import java.time.Instant;

/**
 * A tenant: everything belongs to one.
 *
 * @param name what the operator calls it, 1 to 256 characters
 * @param suspended if so, every request is refused and mail for its inboxes is put off
 */
public record Organization(OrganizationId id, String name, boolean suspended, Instant createdAt, Instant updatedAt) {
    static final int MAX_NAME = 256;

    public Organization {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("the name of an organisation has 1 to " + MAX_NAME + " characters");
        }
    }

    /** The pod that always exists; its id equals the organisation's. */
    public PodId defaultPod() {
        return new PodId(id.value());
    }

    public Organization withSuspended(boolean nowSuspended, Instant at) {
        return new Organization(id, name, nowSuspended, createdAt, at);
    }
}
