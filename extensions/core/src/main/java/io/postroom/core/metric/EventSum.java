package io.postroom.core.metric;

import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.Position;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many events of a type there were in a stretch of time.
 *
 * <p>Says up to where in the log it counts, so that an entry that is read twice is counted once.
 *
 * @param upTo every entry of the log until here is counted
 * @param counts how many there were in each unit of the stretch that had any
 */
public record EventSum(Key key, Position upTo, SortedMap<Integer, Integer> counts) {
    /** A row of sums, one after the other in time. */
    public record Series(OrganizationId organization, Scope scope, EventType type, Grain grain) {
        Series of(Grain other) {
            return new Series(organization, scope, type, other);
        }
    }

    /**
     * Which sum of a series.
     *
     * @param start the beginning of its stretch
     */
    public record Key(Series series, Instant start) {}

    public EventSum {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Of no event yet. */
    static EventSum none(Key key) {
        return new EventSum(key, Position.START, new TreeMap<>());
    }

    /** This sum with those of {@code entries} that are not in it; they belong to its stretch, in the order of the log. */
    EventSum plus(List<EventLog.Entry> entries) {
        Grain grain = key.series().grain();
        SortedMap<Integer, Integer> sum = new TreeMap<>(counts);
        Position last = upTo;
        for (EventLog.Entry entry : entries) {
            if (entry.position().compareTo(upTo) > 0) {
                sum.merge(grain.unitsBefore(entry.event().at()), 1, Integer::sum);
                last = entry.position();
            }
        }
        return new EventSum(key, last, sum);
    }

    /** The moment at which a unit of this sum begins. */
    Instant timeOf(int unit) {
        return key.start().plus(key.series().grain().unit().multipliedBy(unit));
    }
}
