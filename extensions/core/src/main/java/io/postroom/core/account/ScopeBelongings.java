package io.postroom.core.account;

/**
 * Things of one kind that belong to an organisation, a pod or an inbox and go with it.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
@FunctionalInterface
public interface ScopeBelongings extends Belongings {
    /** Removes those that reach no further than {@code scope}; can be repeated after it was interrupted. */
    void removeAll(OrganizationId organization, Scope scope);

    @Override
    default void removeAll(Organization organization) {
        removeAll(organization.id(), new Scope.WholeOrganization());
    }
}
