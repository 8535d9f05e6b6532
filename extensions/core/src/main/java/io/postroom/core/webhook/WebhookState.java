package io.postroom.core.webhook;

import java.time.Instant;
import java.util.Optional;

/** Whether a webhook is called. */
public sealed interface WebhookState {
    /** @param failingSince when the first of an unbroken row of failed deliveries failed; empty if the last one went well */
    record Enabled(Optional<Instant> failingSince) implements WebhookState {}

    /** @param why one sentence for the webhook's owner */
    record Disabled(Instant at, String why) implements WebhookState {}

    /** Switched off by its owner, unless it is off already. */
    default WebhookState disabledByOwner(Instant now) {
        return this instanceof Disabled ? this : new Disabled(now, "Disabled by its owner.");
    }
}
