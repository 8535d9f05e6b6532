package io.postroom.core.draft;

import io.postroom.core.message.LabelChange;
import io.postroom.core.send.IdempotencyKey;
import java.time.Instant;
import java.util.Optional;

/** Whether and when a draft is to be sent by itself. Times are in milliseconds precision. */
public sealed interface Schedule {
    /** Not by itself. */
    record None() implements Schedule {}

    record At(Instant moment) implements Schedule {}

    /**
     * Somebody sends it now.
     *
     * @param wished when it was to be sent; empty if a caller sends it
     * @param key under which it is sent, so that whoever goes on after a crash sends nothing twice
     * @param labels what becomes of the draft's labels in the message
     * @param until when the attempt counts as lost and the clock takes over
     */
    record Sending(Optional<Instant> wished, IdempotencyKey key, LabelChange labels, Instant until)
            implements Schedule {
        Sending until(Instant later) {
            return new Sending(wished, key, labels, later);
        }
    }

    /**
     * It could not be sent.
     *
     * @param wished as above
     * @param why a sentence for the caller
     */
    record Failed(Optional<Instant> wished, String why) implements Schedule {}

    Schedule NONE = new None();

    /** When it was, or is, to be sent by itself. */
    default Optional<Instant> time() {
        if (this instanceof At at) {
            return Optional.of(at.moment());
        }
        if (this instanceof Sending sending) {
            return sending.wished();
        }
        return this instanceof Failed failed ? failed.wished() : Optional.empty();
    }

    /** When the clock has to look at it; empty if never. */
    default Optional<Instant> dueAt() {
        if (this instanceof At at) {
            return Optional.of(at.moment());
        }
        return this instanceof Sending sending ? Optional.of(sending.until()) : Optional.empty();
    }

    /** Whether it will be sent without anybody's doing. */
    default boolean waits() {
        return this instanceof At
                || (this instanceof Sending sending && sending.wished().isPresent());
    }
}
