package io.postroom.core.metric;

import io.postroom.core.account.Caller;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.InboxStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How much there is, and was, as far as a caller reaches. Thread-safe; blocks. */
public final class UsageMetrics {
    static final int MOST_PERIODS = 1_000;
    private static final int MOST_TO_MEASURE = 1_000;

    private final UsageMeter meter;
    private final UsageStore usage;
    private final InboxStore inboxes;
    private final Clock clock;

    public UsageMetrics(UsageMeter meter, UsageStore usage, InboxStore inboxes, Clock clock) {
        this.meter = meter;
        this.usage = usage;
        this.inboxes = inboxes;
        this.clock = clock;
    }

    /**
     * The running totals of each type that there is in the caller's scope. With a period, one point for each, of what there was at its end;
     * without one, what there was at the start, each change, and what there was at the end. The past is told by the hour.
     *
     * @param types all that there are, if there are none
     * @throws RefusedException {@link Reason#MISSING_PERMISSION}, {@link Reason#INVALID} or {@link Reason#QUERY_RANGE_TOO_WIDE}
     */
    public Map<UsageType, List<MetricPoint>> query(Caller caller, Set<UsageType> types, MetricRange.Wish wish) {
        caller.require(Permission.METRICS_READ);
        measure(caller); // before the range is made: what is measured now is within it
        MetricRange range = MetricRange.of(wish, clock.instant()).ofPeriods(MOST_PERIODS);
        History history = history(caller.organization().id(), caller.scope(), range.start());
        List<Total> totals = (range.period().isPresent() ? periods(range) : changes(history, range))
                .stream()
                        .map(moment -> new Total(moment, history.at(lastOf(moment, range))))
                        .toList();
        Set<UsageType> wanted = new TreeSet<>(UsageType.of(caller.scope()));
        wanted.removeIf(type -> !types.isEmpty() && !types.contains(type));
        Map<UsageType, List<MetricPoint>> found = new LinkedHashMap<>();
        for (UsageType type : wanted) {
            found.put(
                    type,
                    range.first(totals.stream()
                            .map(total ->
                                    new MetricPoint(total.at(), total.usage().of(type)))
                            .toList()));
        }
        return found;
    }

    private record Total(Instant at, Usage usage) {}

    /** What has changed lately is counted now: numbers are as fresh as the question. */
    private void measure(Caller caller) {
        OrganizationId organization = caller.organization().id();
        if (caller.scope() instanceof Scope.OneInbox one) {
            inboxes.find(one.inbox()).ifPresent(meter::measure);
        } else {
            meter.settle(organization, MOST_TO_MEASURE);
            meter.addUp(organization, caller.scope());
        }
    }

    private record History(List<UsageSample> samples, Usage latest) {
        Usage at(Instant moment) {
            Usage known = samples.isEmpty() ? latest : samples.get(0).before();
            for (UsageSample sample : samples) {
                known = sample.at().isAfter(moment) ? known : sample.after();
            }
            return known;
        }
    }

    private History history(OrganizationId organization, Scope scope, Instant start) {
        Optional<UsageSample> latest = usage.latest(organization, scope);
        return new History(
                usage.since(organization, scope, Grain.HOUR.startOf(start)),
                latest.map(UsageSample::after).orElse(Usage.NONE));
    }

    private static List<Instant> periods(MetricRange range) {
        List<Instant> starts = new ArrayList<>();
        Instant start = range.periodOf(range.start());
        while (start.isBefore(range.end())) {
            starts.add(start);
            start = start.plus(range.period().orElseThrow());
        }
        return starts;
    }

    private static List<Instant> changes(History history, MetricRange range) {
        Set<Instant> moments = new TreeSet<>();
        moments.add(range.start());
        history.samples().stream().map(UsageSample::at).filter(range::holds).forEach(moments::add);
        moments.add(range.end());
        return List.copyOf(moments);
    }

    /** The moment whose usage is shown at {@code start}: the end of its period, as far as the range goes. */
    private static Instant lastOf(Instant start, MetricRange range) {
        return range.period()
                .map(start::plus)
                .map(end -> end.isAfter(range.end()) ? range.end() : end.minusMillis(1))
                .orElse(start);
    }
}
