package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventType;
import io.postroom.core.metric.EventMetrics;
import io.postroom.core.metric.EventRollUp;
import io.postroom.core.metric.MetricPoint;
import io.postroom.core.metric.MetricRange;
import io.postroom.core.metric.UsageMetrics;
import io.postroom.core.metric.UsageType;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Query;
import io.postroom.routes.Right;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/metrics}, and the same of one pod or inbox: how many events there were, and how much there is. {@code /metrics} itself is what
 * clients before June 2026 call, and answers as {@code /metrics/events}.
 */
public final class MetricRoutes implements PublicRoutes {
    private static final String BASE = "/metrics";
    private static final Right READ = Right.to(Permission.METRICS_READ);

    private final V0Gate gate;
    private final EventMetrics events;
    private final UsageMetrics usage;

    @Inject
    public MetricRoutes(V0Gate gate, EventMetrics events, UsageMetrics usage) {
        this.gate = gate;
        this.events = events;
        this.usage = usage;
    }

    @Override
    public String getBasePath() {
        return Mount.ORGANIZATION.path() + BASE;
    }

    @Override
    public void define(Service service) {
        for (Mount mount : Mount.values()) {
            gate.on(service, mount)
                    .get(BASE, READ, this::events)
                    .get(BASE + "/events", READ, this::events)
                    .get(BASE + "/usage", READ, this::usage);
        }
    }

    private record BucketJson(Instant timestamp, long count) {
        static BucketJson of(MetricPoint point) {
            return new BucketJson(point.at(), point.value());
        }
    }

    private record UsageJson(Instant timestamp, long value) {
        static UsageJson of(MetricPoint point) {
            return new UsageJson(point.at(), point.value());
        }
    }

    private Answer events(Caller caller, Call call) {
        Set<EventType> types =
                types(call.query(), "event_types", name -> EventType.named(name).filter(EventRollUp.COUNTED::contains));
        return answer(events.query(caller, types, wish(call.query())), EventType::wireName, BucketJson::of);
    }

    private Answer usage(Caller caller, Call call) {
        Set<UsageType> types = types(call.query(), "usage_types", UsageType::named);
        return answer(usage.query(caller, types, wish(call.query())), UsageType::wireName, UsageJson::of);
    }

    private static <T> Set<T> types(Query query, String name, Function<String, Optional<T>> named) {
        return TextList.of(query, name).stream()
                .map(text -> named.apply(text)
                        .orElseThrow(() -> RefusedException.invalid(name, name + " has one that there is not")))
                .collect(Collectors.toSet());
    }

    private static MetricRange.Wish wish(Query query) {
        return new MetricRange.Wish(
                ListQuery.time(query, "start"),
                ListQuery.time(query, "end"),
                query.wholeNumber("period").map(Integer::longValue),
                query.wholeNumber("limit"),
                ListQuery.flag(query, "descending"));
    }

    private static <T, J> Answer answer(
            Map<T, List<MetricPoint>> points, Function<T, String> name, Function<MetricPoint, J> shape) {
        Map<String, List<J>> fields = new LinkedHashMap<>();
        points.forEach((type, each) ->
                fields.put(name.apply(type), each.stream().map(shape).toList()));
        return Answer.json(fields);
    }
}
