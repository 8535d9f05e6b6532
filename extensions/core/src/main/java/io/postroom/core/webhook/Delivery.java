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
 * @param earlier how many of them were made before somebody last asked for it to be told again; they do not count when it is decided how
 *     often it is tried
 */
public record Delivery(
        OrganizationId organization,
        WebhookId webhook,
        EventId event,
        DeliveryState state,
        List<Attempt> attempts,
        int earlier,
        Instant createdAt) {
    /** Of a delivery that somebody asks for again and again, the oldest attempts are forgotten. */
    static final int MOST_EARLIER = 30;

    public Delivery {
        attempts = List.copyOf(attempts);
    }

    /** One that nobody has asked for again. */
    public Delivery(
            OrganizationId organization,
            WebhookId webhook,
            EventId event,
            DeliveryState state,
            List<Attempt> attempts,
            Instant createdAt) {
        this(organization, webhook, event, state, attempts, 0, createdAt);
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
        return new Delivery(organization, webhook, event, now, attempts, earlier, createdAt);
    }

    public Delivery withAttempt(Attempt attempt) {
        List<Attempt> more =
                Stream.concat(attempts.stream(), Stream.of(attempt)).toList();
        return new Delivery(organization, webhook, event, state, more, earlier, createdAt);
    }

    /** From the first attempt on, whatever became of it. */
    public Delivery again(DeliveryState now) {
        List<Attempt> kept = attempts.subList(Math.max(0, attempts.size() - MOST_EARLIER), attempts.size());
        return new Delivery(organization, webhook, event, now, kept, kept.size(), createdAt);
    }

    /** How many attempts have failed or succeeded since it was created or asked for again. */
    public int made() {
        return attempts.size() - earlier;
    }
}
