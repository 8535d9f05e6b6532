package io.postroom.webhooks;

import io.postroom.core.webhook.WebhookState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the outcome of a call makes of the state of its webhook, one function for each. A webhook that is disabled stays so. */
final class EndpointSteps {
    static final Duration PATIENCE = Duration.ofDays(5);

    private EndpointSteps() {}

    static WebhookState succeeded(WebhookState state) {
        return state instanceof WebhookState.Enabled ? new WebhookState.Enabled(Optional.empty()) : state;
    }

    /** The first failure of a row is remembered; once it is {@link #PATIENCE} ago, nobody is there. */
    static WebhookState failed(WebhookState state, Instant now) {
        if (!(state instanceof WebhookState.Enabled enabled)) {
            return state;
        }
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Instant since = enabled.failingSince().orElse(at);
        return since.plus(PATIENCE).isAfter(at)
                ? new WebhookState.Enabled(Optional.of(since))
                : new WebhookState.Disabled(at, "Every call failed for " + PATIENCE.toDays() + " days.");
    }

    static WebhookState gone(WebhookState state, Instant now) {
        return state instanceof WebhookState.Enabled
                ? new WebhookState.Disabled(now.truncatedTo(ChronoUnit.MILLIS), "The endpoint answered 410 Gone.")
                : state;
    }
}
