package io.postroom.core.webhook;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The task of telling one webhook of one event.
 *
 * @param attempts those that have ended, oldest first
 */
public record Delivery(
        OrganizationId organization,
        WebhookId webhook,
        EventId event,
        DeliveryState state,
        List<Attempt> attempts,
        Instant createdAt) {

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /** When somebody must look at it again; empty if never. */
    public Optional<Instant> dueAt() {
        if (state instanceof DeliveryState.Waiting waiting) {
            return Optional.of(waiting.nextAttemptAt());
        }
        if (state instanceof DeliveryState.Attempting attempting) {
            return Optional.of(attempting.giveUpAt());
        }
        return Optional.empty();
    }

    public Delivery withState(DeliveryState now) {
        return new Delivery(organization, webhook, event, now, attempts, createdAt);
    }

    public Delivery withAttempt(Attempt attempt) {
        List<Attempt> more =
                Stream.concat(attempts.stream(), Stream.of(attempt)).toList();
        return new Delivery(organization, webhook, event, state, more, createdAt);
    }
}
