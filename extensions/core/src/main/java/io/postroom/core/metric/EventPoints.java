package io.postroom.core.metric;

import io.postroom.core.metric.EventSum.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes points of sums. Hours tell which minutes had events; a minute that a period or the range cuts is looked into, and without a
 * period each is. So 90 days are at most 2,160 rows, and those minutes that are needed for as many points as are wanted.
 */
final class EventPoints {
    private static final Duration MINUTE = Grain.MINUTE.stretch();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final EventSumStore sums;

    EventPoints(EventSumStore sums) {
        this.sums = sums;
    }

    /** The points of one series of hours. */
    List<MetricPoint> read(Series hours, MetricRange range) {
        if (!range.start().isBefore(range.end())) {
            return List.of();
        }
        Map<Instant, Long> counts = new TreeMap<>();
        for (List<EventSum> day : days(hours, range)) {
            addDay(hours, day, range, counts);
            if (counts.size() > range.limit()) {
                break; // what is left can only change points beyond the limit
            }
        }
        return range.first(counts.entrySet().stream()
                .map(entry -> new MetricPoint(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** The hours, day by day, in the direction that is asked for. */
    private Collection<List<EventSum>> days(Series hours, MetricRange range) {
        Map<Long, List<EventSum>> days =
                range.descending() ? new TreeMap<>(Collections.reverseOrder()) : new TreeMap<>();
        for (EventSum hour : sums.read(hours, Grain.HOUR.startOf(range.start()), range.end())) {
            long day = Math.floorDiv(hour.key().start().toEpochMilli(), DAY_MILLIS);
            days.computeIfAbsent(day, any -> new ArrayList<>()).add(hour);
        }
        return days.values();
    }

    private void addDay(Series hours, List<EventSum> day, MetricRange range, Map<Instant, Long> counts) {
        List<Instant> cut = new ArrayList<>();
        for (EventSum hour : day) {
            hour.counts().forEach((number, count) -> {
                Instant minute = hour.timeOf(number);
                Instant next = minute.plus(MINUTE);
                if (range.takesWhole(minute, next)) {
                    counts.merge(range.periodOf(minute), (long) count, Long::sum);
                } else if (next.isAfter(range.start()) && minute.isBefore(range.end())) {
                    cut.add(minute);
                }
            });
        }
        if (!cut.isEmpty()) {
            addMinutes(hours.of(Grain.MINUTE), cut, range, counts);
        }
    }

    private void addMinutes(Series minutes, List<Instant> wanted, MetricRange range, Map<Instant, Long> counts) {
        Set<Instant> each = new HashSet<>(wanted);
        Instant from = Collections.min(wanted);
        Instant to = Collections.max(wanted).plus(MINUTE);
        for (EventSum minute : sums.read(minutes, from, to)) {
            if (each.contains(minute.key().start())) {
                minute.counts().forEach((unit, count) -> {
                    Instant at = minute.timeOf(unit);
                    if (range.holds(at)) {
                        counts.merge(range.periodOf(at), (long) count, Long::sum);
                    }
                });
            }
        }
    }
}
