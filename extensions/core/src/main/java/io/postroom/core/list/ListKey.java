package io.postroom.core.list;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;

/**
 * One list of an organisation.
 *
 * @param scope whose mail it is about
 */
public record ListKey(OrganizationId organization, Scope scope, Direction direction, ListType type) {
    /** The list to which the organisation's {@link Suppression}s belong. */
    public boolean holdsSuppressions() {
        return scope instanceof Scope.WholeOrganization && direction == Direction.SEND && type == ListType.BLOCK;
    }
}
