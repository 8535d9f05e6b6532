package io.postroom.core.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Which messages or threads of a list are wanted.
 *
 * @param labels all of these must be there
 * @param hidden none of these may be there; {@code archived} counts where a message is in the archive, see {@link #BEFORE_ARCHIVED}
 * @param before only those earlier than this
 * @param after only those later than this
 */
public record MessageFilter(Labels labels, Labels hidden, Optional<Instant> before, Optional<Instant> after) {
    /** Of what nobody asked for, or threw away: not in lists, in no search, and no part of its conversation. Not every key may read them. */
    public static final Labels SET_ASIDE = Labels.of(Label.SPAM, Label.BLOCKED, Label.UNAUTHENTICATED, Label.TRASH);

    /** Left out of lists unless a caller asks for them: what is set aside, and what is archived, which is no secret. */
    public static final Labels RESTRICTED = SET_ASIDE.with(Labels.of(Label.ARCHIVED));

    /**
     * What lies in the trash or among spam is not in the archive, though it may come from there and go back: who asks for the trash sees all
     * of it.
     */
    public static final Labels BEFORE_ARCHIVED = Labels.of(Label.SPAM, Label.TRASH);

    public static final MessageFilter ALL =
            new MessageFilter(Labels.NONE, Labels.NONE, Optional.empty(), Optional.empty());

    /** Whether something with these labels at this time is wanted. */
    public boolean accepts(Labels present, Instant timestamp) {
        return present.containsAll(labels)
                && !isHidden(present)
                && before.map(timestamp::isBefore).orElse(true)
                && after.map(timestamp::isAfter).orElse(true);
    }

    private boolean isHidden(Labels present) {
        Labels counting = present.containsAny(BEFORE_ARCHIVED) ? hidden.without(Labels.of(Label.ARCHIVED)) : hidden;
        return present.containsAny(counting);
    }
}
