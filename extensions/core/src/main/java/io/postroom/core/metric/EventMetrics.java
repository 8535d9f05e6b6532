package io.postroom.core.metric;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.metric.EventSum.Series;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How many events there were, as far as a caller reaches. Thread-safe; blocks. */
public final class EventMetrics {
    /** Entries of the log that a question waits for; more than come in a round of {@link Metering}, unless it is far behind. */
    private static final int MOST_TO_COUNT = 10_000;

    private final EventRollUp rollUp;
    private final EventPoints points;
    private final InboxStore inboxes;
    private final Clock clock;

    public EventMetrics(EventRollUp rollUp, EventSumStore sums, InboxStore inboxes, Clock clock) {
        this.rollUp = rollUp;
        this.points = new EventPoints(sums);
        this.inboxes = inboxes;
        this.clock = clock;
    }

    /**
     * The points of each type; a type without events has none.
     *
     * @param types all that the caller may see, if there are none
     * @throws RefusedException {@link Reason#MISSING_PERMISSION}, also for a type whose mail is hidden from the caller;
     *     {@link Reason#INVALID} if the range is impossible
     */
    public Map<EventType, List<MetricPoint>> query(Caller caller, Set<EventType> types, MetricRange.Wish wish) {
        caller.require(Permission.METRICS_READ);
        Set<EventType> wanted = wanted(caller, types);
        MetricRange range = MetricRange.of(wish, clock.instant());
        rollUp.catchUp(caller.organization().id(), MOST_TO_COUNT);
        MetricRange own = sinceItsCreation(caller.scope(), range);
        Map<EventType, List<MetricPoint>> found = new LinkedHashMap<>();
        for (EventType type : wanted) {
            Series hours = new Series(caller.organization().id(), caller.scope(), type, Grain.HOUR);
            found.put(type, points.read(hours, own));
        }
        return found;
    }

    private static Set<EventType> wanted(Caller caller, Set<EventType> types) {
        Set<EventType> wanted = new TreeSet<>(types.isEmpty() ? EventRollUp.COUNTED : types);
        for (EventType type : Set.copyOf(wanted)) {
            Optional<Permission> lacking = type.labelPermission().filter(needed -> !caller.may(needed));
            if (lacking.isPresent() && !types.isEmpty()) {
                throw RefusedException.missing(lacking.get().wireName());
            }
            lacking.ifPresent(permission -> wanted.remove(type));
        }
        return wanted;
    }

    /** An address that was used before shows nothing of that time. */
    private MetricRange sinceItsCreation(Scope scope, MetricRange range) {
        Instant first =
                scope.withinInbox().flatMap(inboxes::find).map(Inbox::createdAt).orElse(Instant.EPOCH);
        return range.from(first);
    }
}
