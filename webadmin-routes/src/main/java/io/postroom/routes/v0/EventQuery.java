package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.error.Problem;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.Events;
import io.postroom.core.event.Position;
import io.postroom.routes.JsonFields;
import io.postroom.routes.Query;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which events a query or a frame asks for, and from where on. */
public final class EventQuery {
    private static final String TYPES = "event_types";
    private static final String INBOXES = "inbox_ids";
    private static final String PODS = "pod_ids";
    private static final String NEWEST = "latest";

    /** Before the number of a place in the log, where the id of an event cannot be named. */
    private static final String PLACE = "pos_";

    private static final int MOST_DIGITS = 18;

    private EventQuery() {}

    /** From {@code event_types}, {@code inbox_ids} and {@code pod_ids}, in each of the forms that clients write lists. */
    public static EventFilter filter(Query query) {
        return new EventFilter(
                each(query, TYPES, EventQuery::type),
                each(query, INBOXES, InboxId::new),
                each(query, PODS, PodId::parse));
    }

    /** Whether the query names any of the above. */
    public static boolean names(Query query) {
        return !query.all(TYPES).isEmpty()
                || !query.all(INBOXES).isEmpty()
                || !query.all(PODS).isEmpty();
    }

    /** From the fields of the same names. */
    public static EventFilter filter(JsonFields frame) {
        return new EventFilter(
                each(frame, TYPES, EventQuery::type),
                each(frame, INBOXES, InboxId::new),
                each(frame, PODS, PodId::parse));
    }

    private static <T> Set<T> each(JsonFields frame, String name, Function<String, T> parse) {
        return new LinkedHashSet<>(frame.values(name, parse).orElse(List.of()));
    }

    private static <T> Set<T> each(Query query, String name, Function<String, T> parse) {
        Set<T> values = new LinkedHashSet<>();
        List<String> texts = TextList.of(query, name);
        for (int i = 0; i < texts.size(); i++) {
            try {
                values.add(parse.apply(texts.get(i)));
            } catch (IllegalArgumentException e) {
                String message = name + ": " + e.getMessage();
                Problem problem = new Problem("invalid_value", List.of(name, String.valueOf(i)), message);
                throw new RefusedException(Reason.INVALID, message, List.of(problem), List.of());
            }
        }
        return values;
    }

    private static EventType type(String text) {
        return EventType.named(text).orElseThrow(() -> new IllegalArgumentException("there is no such event type"));
    }

    /**
     * The place in the log that the parameter names: the id of an event that the caller was told of, what {@link #nameOf} made of a
     * place, or {@code latest}; empty if the parameter is absent.
     *
     * @throws RefusedException if the log has no such place for this caller
     */
    public static Optional<Position> place(Events events, Caller caller, Query query, String name) {
        return query.first(name).map(text -> {
            if (text.equals(NEWEST)) {
                return events.end(caller);
            }
            if (text.startsWith(PLACE)) {
                return numbered(events, caller, text.substring(PLACE.length()), name);
            }
            return events.placeOf(caller, eventId(text, name), name);
        });
    }

    private static EventId eventId(String text, String name) {
        try {
            return new EventId(text);
        } catch (IllegalArgumentException e) {
            throw unknown(name);
        }
    }

    private static Position numbered(Events events, Caller caller, String digits, String name) {
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw unknown(name);
        }
        Position place = new Position(Long.parseLong(digits));
        if (place.compareTo(events.end(caller)) > 0) {
            throw unknown(name);
        }
        return place;
    }

    private static RefusedException unknown(String name) {
        return RefusedException.invalid(name, name + " is not the id of an event");
    }

    /** What a caller gives to go on behind this part of the log. */
    static String nameOf(Events.Slice slice) {
        List<EventLog.Entry> entries = slice.entries();
        boolean endsWithAnEvent =
                !entries.isEmpty() && entries.get(entries.size() - 1).position().equals(slice.end());
        return endsWithAnEvent
                ? entries.get(entries.size() - 1).event().id().value()
                : PLACE + slice.end().value();
    }
}
