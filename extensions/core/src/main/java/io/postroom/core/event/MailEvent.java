package io.postroom.core.event;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.PodId;
import java.time.Instant;

/**
 * Something that happened; never changes.
 *
 * @param at when it happened, in milliseconds precision
 */
public record MailEvent(
        EventId id,
        EventType type,
        OrganizationId organization,
        PodId pod,
        InboxId inbox,
        Instant at,
        EventBody body) {}
