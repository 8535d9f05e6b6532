package io.postroom.routes.v0;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventFilter;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventType;
import io.postroom.core.event.Events;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.search.FieldFilter;
import io.postroom.core.search.IndexedFields;
import io.postroom.core.thread.Messages;
import io.postroom.routes.Answer;
import io.postroom.routes.Call;
import io.postroom.routes.Query;
import io.postroom.routes.Right;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.james.webadmin.PublicRoutes;
import spark.Service;

/**
 * {@code /v0/inboxes/{inbox_id}/messages/wait}: the first message that came in and is wanted, as soon as it is there. Stands before {@link MessageRoutes},
 * which would take {@code wait} for the id of a message.
 */
public final class WaitRoutes implements PublicRoutes {
    private static final String BASE = "/v0/inboxes/:inbox_id/messages/wait";
    private static final int DEFAULT_SECONDS = 30;
    private static final int MOST_PAGES = 20;

    private static final Set<EventType> ARRIVALS = Set.of(
            EventType.MESSAGE_RECEIVED,
            EventType.MESSAGE_RECEIVED_SPAM,
            EventType.MESSAGE_RECEIVED_BLOCKED,
            EventType.MESSAGE_RECEIVED_UNAUTHENTICATED);

    private final V0Gate gate;
    private final Inboxes inboxes;
    private final Messages messages;
    private final Events events;
    private final LongPoll waiting;

    @Inject
    public WaitRoutes(V0Gate gate, Inboxes inboxes, Messages messages, Events events, EventFeeds feeds) {
        this.gate = gate;
        this.inboxes = inboxes;
        this.messages = messages;
        this.events = events;
        this.waiting = new LongPoll(feeds);
    }

    @Override
    public String getBasePath() {
        return BASE;
    }

    @Override
    public void define(Service service) {
        gate.on(service).get(BASE, Right.to(Permission.MESSAGE_READ), this::waitForMail);
    }

    /** What is waited for. */
    private record Wish(Caller caller, InboxId inbox, MessageFilter filter, FieldFilter texts) {
        static Wish of(Caller caller, Call call) {
            Query query = call.query();
            MessageFilter asked = ListQuery.filter(query);
            Labels labels = asked.labels().with(Labels.of(Label.RECEIVED));
            MessageFilter filter = new MessageFilter(labels, asked.hidden(), asked.before(), asked.after());
            return new Wish(caller, Ids.inbox(call), filter, SearchQueries.ofMessages(query));
        }

        boolean isFulfilledBy(Message message) {
            return message.inbox().equals(inbox)
                    && filter.accepts(message.labels(), message.timestamp())
                    && texts.accepts(IndexedFields.of(message));
        }

        EventFilter arrivals() {
            return new EventFilter(ARRIVALS, Set.of(inbox), Set.of());
        }
    }

    private Answer waitForMail(Caller caller, Call call) {
        Wish wish = Wish.of(caller, call);
        inboxes.require(caller, wish.inbox(), Permission.MESSAGE_READ);
        Optional<LongPoll.Progress> before = call.progress(LongPoll.Progress.class);
        if (before.isPresent()) {
            return lookOn(wish, before.get());
        }
        Duration timeout = LongPoll.time(call.query(), "timeout", DEFAULT_SECONDS);
        LongPoll.Progress begun = LongPoll.Progress.begin(events.end(caller), timeout);
        return alreadyThere(wish)
                .map(message -> Answer.json(answer(wish, List.of(message))))
                .orElseGet(() -> later(wish, begun));
    }

    /**
     * The first one after the time that was given; without a time, only what comes from now on counts. Rows are looked through, up to a
     * bound: a search index could still miss what the log does not tell again.
     */
    private Optional<Message> alreadyThere(Wish wish) {
        Optional<Message> found = Optional.empty();
        PageRequest request = new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true);
        boolean more = wish.filter().after().isPresent();
        for (int pages = 0; more && pages < MOST_PAGES; pages++) {
            Page<Message> page = messages.list(wish.caller(), wish.inbox(), wish.filter(), request);
            found = page.items().stream().filter(wish::isFulfilledBy).findFirst();
            request = new PageRequest(PageRequest.MAX_LIMIT, page.next(), true);
            more = found.isEmpty() && page.next().isPresent();
        }
        return found;
    }

    /** What the log tells since the last look. The rows say what the caller may see of it now. */
    private Answer lookOn(Wish wish, LongPoll.Progress before) {
        Events.Slice slice = events.read(wish.caller(), wish.arrivals(), before.reached(), PageRequest.MAX_LIMIT);
        List<MessageId> wanted = slice.entries().stream()
                .flatMap(entry -> arrived(entry).stream())
                .filter(wish::isFulfilledBy)
                .map(Message::id)
                .distinct()
                .toList();
        List<Message> found = wanted.isEmpty() ? List.of() : messages.batchGet(wish.caller(), wish.inbox(), wanted);
        return found.isEmpty()
                ? later(wish, before.at(slice.end()))
                : Answer.json(answer(wish, found.subList(0, 1))); // the first wanted may be gone again
    }

    private static Optional<Message> arrived(EventLog.Entry entry) {
        return entry.event().body() instanceof EventBody.Received received
                ? Optional.of(received.message())
                : Optional.empty();
    }

    private Map<String, Object> answer(Wish wish, List<Message> found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", found.size());
        fields.put("limit", 1);
        fields.put(
                "messages",
                found.stream()
                        .map(message -> messages.get(wish.caller(), wish.inbox(), message.id()))
                        .map(opened -> MessageJson.full(wish.caller(), opened))
                        .toList());
        return fields;
    }

    private Answer later(Wish wish, LongPoll.Progress progress) {
        return waiting.isOver(progress)
                ? Answer.json(answer(wish, List.of()))
                : waiting.later(
                        wish.caller(),
                        progress,
                        entry -> arrived(entry).filter(wish::isFulfilledBy).isPresent());
    }
}
