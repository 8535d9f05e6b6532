package io.postroom.core.event;

import io.postroom.core.account.OrganizationId;

/**
 * Remembers how far each durable reader of the log has come.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface CursorStore {
    /** {@link Position#START} if the reader never saved one. */
    Position read(String reader, OrganizationId organization);

    void save(String reader, OrganizationId organization, Position position);
}
