package io.postroom.server.numbering;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The numbers of one mailbox that are reserved and not given out. Thread-safe; never waits. */
final class NumberBlock {
    private boolean known;
    private boolean closed;
    private long last;
    private long reserved;
    private @Nullable Mono<Void> filling;

    /** Gives out {@code count} numbers and tells the last of them; nothing while there are not so many. */
    synchronized OptionalLong take(int count) {
        if (!isOpen() || reserved - last < count) {
            return OptionalLong.empty();
        }
        last += count;
        return OptionalLong.of(last);
    }

    /** The last number given out; nothing while that is not known. */
    synchronized OptionalLong last() {
        return isOpen() ? OptionalLong.of(last) : OptionalLong.empty();
    }

    private boolean isOpen() {
        return known && !closed;
    }

    /**
     * Adds what {@code source} gives. Ends at once if the block is closed; who comes while it is being filled waits for that instead, and has
     * to look again.
     */
    synchronized Mono<Void> fill(Mono<NumberRange> source) {
        if (closed) {
            return Mono.empty();
        }
        if (filling == null) {
            // over before those who wait are told: they may ask again
            filling = source.doOnNext(this::add)
                    .doOnTerminate(this::filled)
                    .then()
                    .cache();
        }
        return filling;
    }

    private synchronized void add(NumberRange more) {
        if (known && more.after() < reserved) {
            throw new IllegalStateException(more + " was reserved after " + reserved);
        }
        if (!known || more.after() > reserved) {
            last = more.after();
        }
        reserved = more.last();
        known = true;
    }

    private synchronized void filled() {
        filling = null;
    }

    /** Gives out no more. Returns what was not given out, if anything. */
    synchronized Optional<NumberRange> close() {
        boolean unused = isOpen() && last < reserved;
        closed = true;
        return unused ? Optional.of(new NumberRange(last, reserved)) : Optional.empty();
    }
}
