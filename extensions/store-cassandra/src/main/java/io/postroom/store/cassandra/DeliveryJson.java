package io.postroom.store.cassandra;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parts of a {@link Delivery} that stand in columns as JSON. */
final class DeliveryJson {
    private DeliveryJson() {}

    /**
     * A {@link DeliveryState}.
     *
     * @param name {@code waiting}, {@code attempting}, {@code delivered} or {@code abandoned}
     * @param at when the attempt is due or was started, or when the delivery ended
     */
    private record State(
            @JsonProperty("v") int version,
            @JsonProperty("name") String name,
            @JsonProperty("at") String at,
            @JsonProperty("give_up_at") @Nullable String giveUpAt,
            @JsonProperty("why") @Nullable String why) {}

    /** @param earlier absent for 0 */
    private record Attempts(
            @JsonProperty("v") int version,
            @JsonProperty("list") @Nullable List<One> list,
            @JsonProperty("earlier") @Nullable Integer earlier) {}

    private record One(
            @JsonProperty("at") String at,
            @JsonProperty("status") @Nullable Integer status,
            @JsonProperty("took") String took,
            @JsonProperty("error") @Nullable String error) {}

    static String write(DeliveryState state) {
        if (state instanceof DeliveryState.Waiting waiting) {
            return write("waiting", waiting.nextAttemptAt(), null, null);
        }
        if (state instanceof DeliveryState.Attempting attempting) {
            return write(
                    "attempting", attempting.startedAt(), attempting.giveUpAt().toString(), null);
        }
        if (state instanceof DeliveryState.Delivered delivered) {
            return write("delivered", delivered.at(), null, null);
        }
        DeliveryState.Abandoned abandoned = (DeliveryState.Abandoned) state;
        return write("abandoned", abandoned.at(), null, abandoned.why());
    }

    private static String write(String name, Instant at, @Nullable String giveUpAt, @Nullable String why) {
        return Json.write(new State(Json.VERSION, name, at.toString(), giveUpAt, why));
    }

    static DeliveryState readState(String text) {
        State state = Json.read(text, State.class);
        Instant at = Instant.parse(state.at());
        return switch (state.name()) {
            case "waiting" -> new DeliveryState.Waiting(at);
            case "attempting" ->
                new DeliveryState.Attempting(at, state.giveUpAt() == null ? at : Instant.parse(state.giveUpAt()));
            case "delivered" -> new DeliveryState.Delivered(at);
            case "abandoned" -> new DeliveryState.Abandoned(at, state.why() == null ? "" : state.why());
            default -> throw new IllegalStateException("unknown state of a delivery: " + state.name());
        };
    }

    static String writeAttempts(Delivery delivery) {
        return Json.write(new Attempts(
                Json.VERSION,
                delivery.attempts().stream()
                        .map(attempt -> new One(
                                attempt.at().toString(),
                                attempt.status().orElse(null),
                                attempt.took().toString(),
                                attempt.error().orElse(null)))
                        .toList(),
                delivery.earlier() == 0 ? null : Integer.valueOf(delivery.earlier())));
    }

    static List<Attempt> readAttempts(String text) {
        return Json.orEmpty(Json.read(text, Attempts.class).list()).stream()
                .map(one -> new Attempt(
                        Instant.parse(one.at()),
                        Optional.ofNullable(one.status()),
                        Duration.parse(one.took()),
                        Optional.ofNullable(one.error())))
                .toList();
    }

    static int readEarlier(String text) {
        Integer earlier = Json.read(text, Attempts.class).earlier();
        return earlier == null ? 0 : earlier;
    }
}
