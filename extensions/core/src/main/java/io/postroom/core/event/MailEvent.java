package io.postroom.core.event;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened; never changes.
 *
 * @param pod empty if it concerns the whole organisation
 * @param inbox empty if it is about no inbox
 * @param at when it happened, in milliseconds precision
 */
public record MailEvent(
        EventId id,
        EventType type,
        OrganizationId organization,
        Optional<PodId> pod,
        Optional<InboxId> inbox,
        Instant at,
        EventBody body) {

    /** An event about an inbox. */
    public MailEvent(
            EventId id,
            EventType type,
            OrganizationId organization,
            PodId pod,
            InboxId inbox,
            Instant at,
            EventBody body) {
        this(id, type, organization, Optional.of(pod), Optional.of(inbox), at, body);
    }
}
