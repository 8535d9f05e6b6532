package io.postroom.core.account;

/**
 * Things of one kind that keep a pod from being deleted as long as there are any in it.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
@FunctionalInterface
public interface PodContents {
    boolean areIn(OrganizationId organization, PodId pod);
}
