package io.postroom.core.webhook;

import java.time.Instant;

/** Where a delivery stands. */
public sealed interface DeliveryState {
    /** Not yet taken by the endpoint; the next attempt is due at {@code nextAttemptAt}. */
    record Waiting(Instant nextAttemptAt) implements DeliveryState {}

    /** An attempt was begun; if nobody has said how it ended by {@code giveUpAt}, its caller died and it is due again. */
    record Attempting(Instant startedAt, Instant giveUpAt) implements DeliveryState {}

    /** The endpoint took it. */
    record Delivered(Instant at) implements DeliveryState {}

    /** No attempt will follow. */
    record Abandoned(Instant at, String why) implements DeliveryState {}
}
