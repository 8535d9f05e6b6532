package io.postroom.routes;

import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of telling a webhook of an event.
 *
 * @param deliveryId the event's id, since a webhook is told of an event in one delivery
 * @param state {@code waiting}, {@code attempting}, {@code delivered} or {@code abandoned}
 * @param reason why no attempt follows, if none does
 * @param dueAt when it is looked at again, if it is
 * @param attempts those that have ended, oldest first
 */
public record DeliveryJson(
        String deliveryId,
        String organizationId,
        String webhookId,
        String eventId,
        String state,
        Optional<String> reason,
        Optional<Instant> dueAt,
        List<AttemptJson> attempts,
        Instant createdAt) {

    /**
     * One call.
     *
     * @param status of the answer, if one came
     * @param tookMillis until the answer or the failure
     * @param error what went wrong, if anything did
     */
    public record AttemptJson(Instant at, Optional<Integer> status, long tookMillis, Optional<String> error) {
        public static AttemptJson of(Attempt attempt) {
            return new AttemptJson(
                    attempt.at(), attempt.status(), attempt.took().toMillis(), attempt.error());
        }
    }

    public static DeliveryJson of(Delivery delivery) {
        return new DeliveryJson(
                delivery.event().value(),
                delivery.organization().toString(),
                delivery.webhook().value(),
                delivery.event().value(),
                state(delivery.state()),
                delivery.state() instanceof DeliveryState.Abandoned abandoned
                        ? Optional.of(abandoned.why())
                        : Optional.empty(),
                delivery.dueAt(),
                delivery.attempts().stream().map(AttemptJson::of).toList(),
                delivery.createdAt());
    }

    private static String state(DeliveryState state) {
        if (state instanceof DeliveryState.Waiting) {
            return "waiting";
        }
        if (state instanceof DeliveryState.Attempting) {
            return "attempting";
        }
        return state instanceof DeliveryState.Delivered ? "delivered" : "abandoned";
    }
}
