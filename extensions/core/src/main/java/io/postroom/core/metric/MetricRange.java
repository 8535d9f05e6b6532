package io.postroom.core.metric;

import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which stretch of time numbers are wanted of, and how finely.
 *
 * @param start the first moment that counts
 * @param end the first that does not count any more
 * @param period periods begin at its multiples since 1970; without one, each single change is a point
 * @param limit how many points at most, 1 to {@link #MOST_POINTS}
 * @param descending the newest first
 */
public record MetricRange(Instant start, Instant end, Optional<Duration> period, int limit, boolean descending) {
    public static final int MOST_POINTS = 5_000;
    static final Duration FURTHEST = Duration.ofDays(90);
    private static final Duration USUAL = Duration.ofDays(1);
    private static final long LONGEST_PERIOD = Duration.ofDays(1).toSeconds();
    private static final Duration ON_THE_WAY = Duration.ofMinutes(5);

    /**
     * What a caller says of it.
     *
     * @param period in seconds
     */
    public record Wish(
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<Long> period,
            Optional<Integer> limit,
            boolean descending) {}

    /**
     * The range that a caller wants at {@code now}: the last day, if it does not say. An end that has not come is now.
     *
     * @throws RefusedException if the start is too long ago or not before the end, or a number is out of bounds
     */
    static MetricRange of(Wish wish, Instant now) {
        Instant end = wish.end().filter(now::isAfter).orElse(now);
        Instant start = wish.start().orElse(end.minus(USUAL));
        if (start.isBefore(now.minus(FURTHEST).minus(ON_THE_WAY))) {
            throw RefusedException.invalid("start", "start must lie within the last " + FURTHEST.toDays() + " days");
        }
        if (!start.isBefore(end)) {
            throw RefusedException.invalid("start", "start must be before end");
        }
        wish.period().filter(seconds -> seconds < 1 || seconds > LONGEST_PERIOD).ifPresent(seconds -> {
            throw RefusedException.invalid("period", "period must be 1 to " + LONGEST_PERIOD + " seconds");
        });
        int limit = wish.limit().orElse(MOST_POINTS);
        if (limit < 1) {
            throw RefusedException.invalid("limit", "limit must be above 0");
        }
        return new MetricRange(
                start, end, wish.period().map(Duration::ofSeconds), Math.min(limit, MOST_POINTS), wish.descending());
    }

    /** @throws RefusedException {@link Reason#QUERY_RANGE_TOO_WIDE} if there are more than {@code most} periods in it */
    MetricRange ofPeriods(int most) {
        period.ifPresent(each -> {
            if (Duration.between(periodOf(start), end).toMillis() > each.toMillis() * most) {
                String message = "There are more than " + most + " periods between start and end";
                throw new RefusedException(
                        Reason.QUERY_RANGE_TOO_WIDE, message, List.of(Problem.of("period", message)), List.of());
            }
        });
        return this;
    }

    /** The part of it that is not before {@code first}; it may hold nothing. */
    MetricRange from(Instant first) {
        return start.isBefore(first) ? new MetricRange(first, end, period, limit, descending) : this;
    }

    boolean holds(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }

    /** Where the period begins that {@code moment} lies in; the moment itself if there are no periods. */
    Instant periodOf(Instant moment) {
        return period.map(each -> moment.minusMillis(Math.floorMod(moment.toEpochMilli(), each.toMillis()))
                        .truncatedTo(ChronoUnit.MILLIS))
                .orElse(moment);
    }

    /** Whether all moments from {@code from} on and before {@code to} are in this range and in one period. */
    boolean takesWhole(Instant from, Instant to) {
        return period.isPresent()
                && !from.isBefore(start)
                && !to.isAfter(end)
                && periodOf(from).equals(periodOf(to.minusMillis(1)));
    }

    /** The first points in the direction that is asked for, as many as are asked for. */
    List<MetricPoint> first(Collection<MetricPoint> points) {
        return points.stream().sorted(order()).limit(limit).toList();
    }

    private Comparator<MetricPoint> order() {
        Comparator<MetricPoint> oldestFirst = Comparator.comparing(MetricPoint::at);
        return descending ? oldestFirst.reversed() : oldestFirst;
    }
}
