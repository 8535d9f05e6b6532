package io.postroom.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call of a webhook.
 *
 * @param status the HTTP status of the answer; empty if none came
 * @param took until the answer or the failure
 * @param error what went wrong, without the body of the answer; empty if nothing did
 */
public record Attempt(Instant at, Optional<Integer> status, Duration took, Optional<String> error) {}
