package io.postroom.core.policy;

import io.postroom.core.account.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * Which refusals are meant.
 *
 * @param scope whose mail was refused
 * @param before earlier than this
 * @param after later than this
 */
public record RefusalFilter(Scope scope, Optional<Instant> before, Optional<Instant> after) {
    /** Whether a time is within the bounds. */
    public boolean includes(Instant at) {
        return before.map(at::isBefore).orElse(true) && after.map(at::isAfter).orElse(true);
    }
}
