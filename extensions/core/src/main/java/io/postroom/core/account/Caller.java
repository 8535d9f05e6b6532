package io.postroom.core.account;

import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;

/**
 * Who makes a request: an organisation's key with its scope and permissions.
 */
public record Caller(Organization organization, ApiKey key) {

    public Scope scope() {
        return key.scope();
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

    /** @throws RefusedException {@link Reason#FORBIDDEN} if the key is for less than the whole organisation */
    public void requireWholeOrganization() {
        if (!(key.scope() instanceof Scope.WholeOrganization)) {
            throw new RefusedException(Reason.FORBIDDEN, "Forbidden");
        }
    }

    /** Whether {@code inbox}, in {@code pod} of {@code owner}, is in this caller's organisation and scope. */
    public boolean covers(OrganizationId owner, PodId pod, InboxId inbox) {
        return owner.equals(organization.id()) && key.scope().covers(pod, inbox);
    }
}
