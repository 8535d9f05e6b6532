package io.postroom.core.signal;

import io.postroom.core.account.InboxId;

/**
 * Tells the names that belong to an inbox; what changed in the last minute may be missing.
 *
 * <p>Thread-safe; may block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
@FunctionalInterface
public interface OwnNames {
    Names of(InboxId inbox);
}
