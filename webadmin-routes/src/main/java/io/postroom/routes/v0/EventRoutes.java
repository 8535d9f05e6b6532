package io.postroom.routes.v0;

import com.fasterxml.jackson.databind.util.RawValue;
import io.postroom.core.account.Caller;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventRights;
import io.postroom.core.event.Events;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.page.PageRequest;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.EventTexts;
import io.postroom.routes.Query;
import io.postroom.routes.Right;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/** {@code /v0/events}: the log of the caller's organisation by cursor, oldest first, as far as the caller may see it. */
public final class EventRoutes implements PublicRoutes {
    private static final String BASE = "/v0/events";

    /** An answer of about this size is long enough, and the rest is for the next one; in characters. */
    private static final int ENOUGH = 4_000_000;

    private final V0Gate gate;
    private final Events events;
    private final EventTexts texts;
    private final LongPoll waiting;

    @Inject
    public EventRoutes(V0Gate gate, Events events, EventFeeds feeds, EventTexts texts) {
        this.gate = gate;
        this.events = events;
        this.texts = texts;
        this.waiting = new LongPoll(feeds);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service).get(BASE, Right.ANY_KEY, this::list);
    }

    private Answer list(Caller caller, Call call) {
        Query query = call.query();
        EventFilter filter = EventQuery.filter(query);
        events.check(caller, filter);
        int limit = limit(query);
        LongPoll.Progress progress = call.progress(LongPoll.Progress.class).orElseGet(() -> begin(caller, query));
        Events.Slice slice = events.read(caller, filter, progress.reached(), limit);
        boolean hopeless = slice.more() || waiting.isOver(progress);
        return slice.entries().isEmpty() && !hopeless
                ? waiting.later(caller, progress.at(slice.end()), entry -> isWanted(caller, filter, entry.event()))
                : Answer.json(page(slice, limit));
    }

    private static boolean isWanted(Caller caller, EventFilter filter, MailEvent event) {
        return filter.wants(event) && EventRights.maySee(caller, event);
    }

    private static int limit(Query query) {
        return query.wholeNumber("limit")
                .map(number -> PageRequest.first(number).limit())
                .orElse(PageRequest.DEFAULT_LIMIT);
    }

    private LongPoll.Progress begin(Caller caller, Query query) {
        Duration wait = LongPoll.time(query, "wait", 0);
        Position after = EventQuery.place(events, caller, query, "after").orElse(Position.START);
        return LongPoll.Progress.begin(after, wait);
    }

    private Map<String, Object> page(Events.Slice slice, int limit) {
        List<MailEvent> events =
                slice.entries().stream().map(EventLog.Entry::event).toList();
        List<RawValue> shown =
                texts.whole(events, ENOUGH).stream().map(RawValue::new).toList();
        return answer(shown, limit, shown.size() == events.size() ? slice : upTo(slice, shown.size()));
    }

    private static Events.Slice upTo(Events.Slice slice, int count) {
        List<EventLog.Entry> entries = slice.entries().subList(0, count);
        return new Events.Slice(entries, entries.get(count - 1).position(), true);
    }

    private static Map<String, Object> answer(List<RawValue> shown, int limit, Events.Slice slice) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", shown.size());
        fields.put("limit", limit);
        fields.put("next_after", EventQuery.nameOf(slice));
        fields.put("has_more", slice.more());
        fields.put("events", shown);
        return fields;
    }
}
