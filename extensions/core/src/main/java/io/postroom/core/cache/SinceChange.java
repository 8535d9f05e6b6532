package io.postroom.core.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What was found out in a store since its latest change, where every change leaves another mark, whichever process makes it.
 *
 * <p>What this process changes counts at once, if it says so; what another process changes after {@link #UNSEEN}: so often the mark is
 * read. As long as nothing ever was changed, nothing else is read. Thread-safe; blocks where the mark is read.
 *
 * @param <T> what is remembered; thread-safe
 */
public final class SinceChange<T> {
    /** How long a change that another process made may go unnoticed. */
    public static final Duration UNSEEN = Duration.ofSeconds(5);

    /** How long a finding lasts although no change was seen: a process may have died between a change and its mark. */
    public static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final Supplier<Optional<UUID>> latestChange;
    private final Supplier<T> nothingKnown;
    private final Clock clock;
    private Optional<Instant> lookedAt = Optional.empty();
    private Optional<UUID> change = Optional.empty();
    private Instant since = Instant.EPOCH;
    private T findings;

    /** @param latestChange reads the mark; empty as long as there never was a change */
    public SinceChange(Supplier<Optional<UUID>> latestChange, Supplier<T> nothingKnown, Clock clock) {
        this.latestChange = latestChange;
        this.nothingKnown = nothingKnown;
        this.clock = clock;
        this.findings = nothingKnown.get();
    }

    /** What is known now, to be added to; empty as long as there never was a change. */
    public synchronized Optional<T> current() {
        Instant now = clock.instant();
        if (lookedAt.filter(at -> isWithin(UNSEEN, at, now)).isEmpty()) {
            Optional<UUID> latest = latestChange.get();
            if (!latest.equals(change) || !isWithin(REMEMBERED, since, now)) {
                change = latest;
                since = now;
                findings = nothingKnown.get();
            }
            lookedAt = Optional.of(now);
        }
        return change.map(known -> findings);
    }

    /** Changes something in this process: what was found no longer counts, also if the change fails, as it may have been made all the same. */
    public void change(Runnable change) {
        try {
            change.run();
        } finally {
            forget();
        }
    }

    private synchronized void forget() {
        lookedAt = Optional.empty();
        change = Optional.empty();
        findings = nothingKnown.get();
    }

    private static boolean isWithin(Duration span, Instant since, Instant now) {
        Duration passed = Duration.between(since, now);
        return !passed.isNegative() && passed.compareTo(span) < 0;
    }
}
