package io.postroom.core.account;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Gives a new installation its first organisation and that organisation's root key.
 *
 * <p>Whoever starts the server makes the secret ({@link ApiKeys#newSecret()}), keeps it where the operator finds it, and only then calls
 * {@link #ensure}: a crash at any point is made good by the next start.
 */
public final class FirstStart {
    private static final String NAME = "default";

    private final OrganizationStore organizations;
    private final ApiKeyStore keys;
    private final Clock clock;

    public FirstStart(OrganizationStore organizations, ApiKeyStore keys, Clock clock) {
        this.organizations = organizations;
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether there is an organisation already. */
    public boolean isDone() {
        return !organizations.list().isEmpty();
    }

    /**
     * Makes the first organisation with a root key of this secret, unless there is an organisation already.
     *
     * @return whether it was made now
     */
    public boolean ensure(String secret) {
        if (isDone()) {
            return false;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Organization first = new Organization(new OrganizationId(UUID.randomUUID()), NAME, false, now, now);
        keys.save(ApiKeys.rootKey(first, secret, "root", now));
        organizations.save(first); // last: a key without its organisation opens nothing
        return true;
    }
}
