package io.postroom.webhooks;

import io.postroom.core.webhook.Attempt;
import java.time.Duration;
import java.util.Optional;

/** What one call of a webhook led to. */
sealed interface Outcome {
    /** The call as it goes on record. */
    Attempt attempt();

    /** The endpoint answered 2xx. */
    record Taken(Attempt attempt) implements Outcome {}

    /** Any other answer, redirects included, or none. {@code wish} is how long the endpoint asked to be left alone. */
    record Refused(Attempt attempt, Optional<Duration> wish) implements Outcome {}

    /** The endpoint answered 410: it is not coming back (RFC 9110 §15.5.11). */
    record Gone(Attempt attempt) implements Outcome {}

    /** The call was not made because of a mistake of ours, which says nothing about the endpoint. */
    record Broken(Attempt attempt) implements Outcome {}
}
