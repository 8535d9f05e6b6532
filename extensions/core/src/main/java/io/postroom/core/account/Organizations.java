package io.postroom.core.account;

import io.postroom.core.error.RefusedException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** The operator's view of tenants. Thread-safe. */
public final class Organizations {
    private static final String KIND = "Organization";

    private final OrganizationStore organizations;
    private final Clock clock;

    public Organizations(OrganizationStore organizations, Clock clock) {
        this.organizations = organizations;
        this.clock = clock;
    }

    /** @throws RefusedException if the name has no permitted length */
    public Organization create(String name) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Organization organization;
        try {
            organization = new Organization(new OrganizationId(UUID.randomUUID()), name, false, now, now);
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("name", "a name has 1 to " + Organization.MAX_NAME + " characters");
        }
        organizations.save(organization);
        return organization;
    }

    /** In the order of their creation. */
    public List<Organization> list() {
        return organizations.list();
    }

    /** @throws RefusedException {@link io.postroom.core.error.Reason#NOT_FOUND} if there is none */
    public Organization get(OrganizationId id) {
        return organizations.find(id).orElseThrow(() -> RefusedException.notFound(KIND));
    }

    /** Suspends the organisation, or ends that; returns how it is now. */
    public Organization setSuspended(OrganizationId id, boolean suspended) {
        Organization changed = get(id).withSuspended(suspended, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        organizations.save(changed);
        return changed;
    }
}
