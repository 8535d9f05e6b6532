package io.postroom.core.event;

import io.postroom.core.account.OrganizationId;
import java.util.List;
import java.util.Optional;

/**
 * The append-only list of everything that happened; webhooks and WebSockets are readers of it.
 *
 * <p>Ordered per organisation. Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}; the caller
 * decides whether to try again.
 */
public interface EventLog {
    /** An event at its place. */
    record Entry(Position position, MailEvent event) {}

    /** Adds {@code event}, or does nothing if its id is already in the log. Durable once this returns. */
    void append(MailEvent event);

    /**
     * Returns at most {@code limit} entries that follow {@code position}, oldest first. No entry ever appears before a position that a
     * reader was shown already.
     */
    List<Entry> readAfter(OrganizationId organization, Position position, int limit);

    /** The position of the newest entry; {@link Position#START} if there is none. */
    Position end(OrganizationId organization);

    Optional<Entry> find(OrganizationId organization, EventId id);

    /** Removes every entry of an organisation to which nothing happens any more; can be repeated after it was interrupted. */
    void deleteAll(OrganizationId organization);
}
