package io.postroom.core.event;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.PodStore;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.InboxStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The log as a caller may read it.
 *
 * <p>Thread-safe. Calls block; an unreachable store shows as an {@link java.io.UncheckedIOException}. A caller who may not do what it asks
 * for meets a {@link RefusedException}.
 */
public final class Events {
    private static final int BATCH = 100;

    /** How many entries one call looks at: with a filter that few events pass, the caller asks again from where it ended. */
    private static final int MOST_LOOKED_AT = 1_000;

    /** Each is looked up. */
    private static final int MOST_NAMED = 100;

    private final EventLog log;
    private final PodStore pods;
    private final InboxStore inboxes;

    public Events(EventLog log, PodStore pods, InboxStore inboxes) {
        this.log = log;
        this.pods = pods;
        this.inboxes = inboxes;
    }

    /**
     * A part of the log.
     *
     * @param entries those that pass the filter and that the caller may see, oldest first
     * @param end how far the log was looked through; the next part begins there
     * @param more whether the log goes on there
     */
    public record Slice(List<EventLog.Entry> entries, Position end, boolean more) {
        public Slice {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Whether the caller may ask for these events. Each event is judged again when it is told.
     *
     * @throws RefusedException if it names an inbox or pod that it may not know of, or events that its key may not read
     */
    public void check(Caller caller, EventFilter filter) {
        EventRights.requireRightTo(caller, filter.types());
        requireFew("inbox_ids", filter.inboxes());
        requireFew("pod_ids", filter.pods());
        for (InboxId id : filter.inboxes()) {
            boolean own = inboxes.find(id)
                    .filter(inbox -> caller.covers(inbox.organization(), inbox.pod(), inbox.id()))
                    .isPresent();
            if (!own) {
                throw RefusedException.notFound("Inbox");
            }
        }
        for (PodId id : filter.pods()) {
            boolean own = caller.scope().reaches(id)
                    && pods.exists(caller.organization().id(), id);
            if (!own) {
                throw RefusedException.notFound("Pod");
            }
        }
    }

    private static void requireFew(String field, Set<?> named) {
        if (named.size() > MOST_NAMED) {
            throw RefusedException.invalid(field, "at most " + MOST_NAMED + " are allowed");
        }
    }

    /**
     * The place of an event that the caller was told of.
     *
     * @param field what the caller gave the id in
     * @throws RefusedException if the log has no such event in the caller's scope
     */
    public Position placeOf(Caller caller, EventId id, String field) {
        return log.find(caller.organization().id(), id)
                .filter(entry -> EventRights.isWithinReach(caller, entry.event()))
                .map(EventLog.Entry::position)
                .orElseThrow(() -> RefusedException.invalid(field, field + " is not the id of an event"));
    }

    /** The place behind the newest event. */
    public Position end(Caller caller) {
        return log.end(caller.organization().id());
    }

    /** At most {@code limit} events that follow {@code after}; perhaps none although there are more. */
    public Slice read(Caller caller, EventFilter filter, Position after, int limit) {
        List<EventLog.Entry> found = new ArrayList<>();
        Position reached = after;
        for (int seen = 0; seen < MOST_LOOKED_AT; seen += BATCH) {
            List<EventLog.Entry> entries = log.readAfter(caller.organization().id(), reached, BATCH);
            for (EventLog.Entry entry : entries) {
                if (found.size() == limit) {
                    return new Slice(found, reached, true);
                }
                if (filter.wants(entry.event()) && EventRights.maySee(caller, entry.event())) {
                    found.add(entry);
                }
                reached = entry.position();
            }
            if (entries.size() < BATCH) {
                return new Slice(found, reached, false);
            }
        }
        return new Slice(found, reached, true);
    }
}
