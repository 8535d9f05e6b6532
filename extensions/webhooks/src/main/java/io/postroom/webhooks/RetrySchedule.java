package io.postroom.webhooks;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again: eight attempts over about a day, the first at once. Each delay is varied by a fifth either way,
 * so that endpoints which failed together are not called together. Thread-safe if its source of randomness is.
 */
public final class RetrySchedule {
    /** Before each attempt, counted from the end of the one before. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    static final int ATTEMPTS = DELAYS.size();

    private static final double JITTER = 0.2;
    private static final Duration LONGEST_WISH = Duration.ofHours(10);

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to wait after the {@code made}-th attempt has failed.
     *
     * @param wish what the endpoint asked for; up to ten hours it lengthens the delay. It never shortens it, or an endpoint that says "in a
     *     second" while it is being replaced would use up all attempts before it is back.
     * @return empty if no attempt is left
     */
    Optional<Duration> after(int made, Optional<Duration> wish) {
        if (made >= ATTEMPTS) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
        Duration delay = Duration.ofMillis(Math.round(DELAYS.get(made).toMillis() * factor));
        return Optional.of(wish.map(RetrySchedule::bounded)
                .filter(w -> w.compareTo(delay) > 0)
                .orElse(delay));
    }

    private static Duration bounded(Duration wish) {
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
}
