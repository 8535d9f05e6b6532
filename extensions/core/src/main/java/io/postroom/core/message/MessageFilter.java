package io.postroom.core.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Which messages or threads of a list are wanted.
 *
 * @param labels all of these must be there
 * @param hidden none of these may be there
 * @param before only those earlier than this
 * @param after only those later than this
 */
public record MessageFilter(Labels labels, Labels hidden, Optional<Instant> before, Optional<Instant> after) {
    /** Left out of lists unless a caller asks for them. */
    public static final Labels RESTRICTED = Labels.of(Label.SPAM, Label.BLOCKED, Label.UNAUTHENTICATED, Label.TRASH);

    public static final MessageFilter ALL =
            new MessageFilter(Labels.NONE, Labels.NONE, Optional.empty(), Optional.empty());

    /** Whether something with these labels at this time is wanted. */
    public boolean accepts(Labels present, Instant timestamp) {
        return present.containsAll(labels)
                && !present.containsAny(hidden)
                && before.map(timestamp::isBefore).orElse(true)
                && after.map(timestamp::isAfter).orElse(true);
    }
}
