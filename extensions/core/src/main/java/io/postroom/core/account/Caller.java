package io.postroom.core.account;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who makes a request: an organisation's key with its permissions, and how far it reaches here.
 *
 * @param scope that of the key, or less where the request names a pod or an inbox
 */
public record Caller(Organization organization, ApiKey key, Scope scope) {
    /** A caller that reaches as far as its key. */
    public Caller(Organization organization, ApiKey key) {
        this(organization, key, key.scope());
    }

    /** The server itself, on behalf of an organisation, with a key that nobody can present. */
    public static Caller serverFor(Organization organization) {
        ApiKey key = new ApiKey(
                new ApiKeyId(new UUID(0, 0)),
                organization.id(),
                new Scope.WholeOrganization(),
                Permissions.UNRESTRICTED,
                "server",
                "",
                new KeyHash(""),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH);
        return new Caller(organization, key);
    }

    /** The caller, confined to a part of what it reaches. Callers of this have seen to it that it is one. */
    public Caller within(Scope part) {
        return new Caller(organization, key, part);
    }

    /** @throws RefusedException {@link Reason#MISSING_PERMISSION} if the key does not carry {@code permission} */
    public void require(Permission permission) {
        if (!key.permissions().allow(permission)) {
            throw new RefusedException(Reason.MISSING_PERMISSION, "Forbidden");
        }
    }

    public boolean may(Permission permission) {
        return key.permissions().allow(permission);
    }

    /** @throws RefusedException {@link Reason#FORBIDDEN} if the caller reaches less than the whole organisation */
    public void requireWholeOrganization() {
        if (!(scope instanceof Scope.WholeOrganization)) {
            throw forbidden();
        }
    }

    /** @throws RefusedException {@link Reason#FORBIDDEN} if the caller reaches one inbox only */
    public void requireMoreThanAnInbox() {
        if (scope instanceof Scope.OneInbox) {
            throw forbidden();
        }
    }

    private static RefusedException forbidden() {
        return new RefusedException(Reason.FORBIDDEN, "Forbidden");
    }

    /** Whether {@code inbox}, in {@code pod} of {@code owner}, is in this caller's organisation and scope. */
    public boolean covers(OrganizationId owner, PodId pod, InboxId inbox) {
        return owner.equals(organization.id()) && scope.covers(pod, inbox);
    }
}
