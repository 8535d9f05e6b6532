package io.postroom.core.account;

/**
 * Things of one kind that belong to an organisation and go with it.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
@FunctionalInterface
public interface Belongings {
    /** Removes all of them; can be repeated after it was interrupted. */
    void removeAll(Organization organization);
}
