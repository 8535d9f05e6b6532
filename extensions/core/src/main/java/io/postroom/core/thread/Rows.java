package io.postroom.core.thread;

import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the rows of messages and keeps their threads' summaries true. Callers hold the inbox's lock.
 */
public final class Rows {
    private final MessageStore store;

    public Rows(MessageStore store) {
        this.store = store;
    }

    /**
     * The thread a message joins.
     *
     * @param leading of the message's id and those it refers to, the ones that led to no thread yet
     * @param starts whether none of them led anywhere, so that the thread is new
     */
    public record Joining(ThreadId thread, Set<MessageId> leading, boolean starts) {
        public Joining {
            leading = Set.copyOf(leading);
        }
    }

    /** The thread a message belongs to: that of the nearest message it answers which has one, else a new one. */
    public Joining join(Inbox inbox, MessageId id, List<MessageId> ancestors) {
        List<MessageId> ids = new ArrayList<>(ancestors);
        ids.add(id); // last: an answer may have come before the message it answers, and have reserved its id
        Map<MessageId, ThreadId> known = store.findThreads(inbox.id(), ids);
        Optional<ThreadId> nearest =
                ids.stream().filter(known::containsKey).findFirst().map(known::get);
        Set<MessageId> leading = new HashSet<>(ids);
        leading.removeAll(known.keySet());
        return new Joining(nearest.orElseGet(() -> ThreadId.startedBy(inbox.id(), id)), leading, nearest.isEmpty());
    }

    /** Adds a row, or finishes what an interrupted addition has begun; returns its thread's summary with it. */
    public ThreadSummary add(Inbox inbox, Message message) {
        Joining joining = join(inbox, message.id(), message.envelope().ancestors());
        return add(inbox, message, joining.leading(), store.standing(message));
    }

    /** As {@link #add(Inbox, Message)}, for a message that nobody has begun to add. */
    public ThreadSummary addFirst(Inbox inbox, Message message, Joining joining) {
        MessageStore.ThreadStanding standing =
                joining.starts() ? MessageStore.ThreadStanding.NEW : store.standing(message);
        return add(inbox, message, joining.leading(), standing);
    }

    private ThreadSummary add(
            Inbox inbox, Message message, Set<MessageId> leading, MessageStore.ThreadStanding standing) {
        ThreadSummary after = standing.thread()
                .map(thread -> standing.counted() ? thread : grown(inbox, thread, message))
                .orElseGet(() -> ThreadSummary.startedBy(message));
        store.add(inbox, new MessageStore.Addition(message, leading, standing.thread(), after));
        return after;
    }

    private ThreadSummary grown(Inbox inbox, ThreadSummary thread, Message message) {
        return thread.with(message)
                .or(() -> ThreadSummary.of(withOthers(inbox, message)))
                .orElse(thread);
    }

    private List<Message> withOthers(Inbox inbox, Message message) {
        List<Message> messages = new ArrayList<>(othersOf(inbox, message));
        messages.add(message);
        return messages;
    }

    /** Gives a message other labels; returns its new row. */
    public Message relabel(Inbox inbox, Message before, Labels labels, Instant at) {
        if (before.labels().equals(labels)) {
            return before;
        }
        Message after = before.withLabels(labels, at);
        Optional<ThreadSummary> threadBefore = store.findThread(inbox.id(), before.thread());
        ThreadSummary threadAfter =
                ThreadSummary.of(withOthers(inbox, after)).orElseGet(() -> ThreadSummary.startedBy(after));
        store.update(inbox, before, after, threadBefore.orElse(threadAfter), threadAfter);
        return after;
    }

    public void delete(Inbox inbox, Message message) {
        ThreadSummary before =
                store.findThread(inbox.id(), message.thread()).orElseGet(() -> ThreadSummary.startedBy(message));
        store.delete(inbox, message, before, ThreadSummary.of(othersOf(inbox, message)));
    }

    /** Makes a thread's summary anew where it is not what its messages make of it, as one that an older version wrote. */
    public void retell(Inbox inbox, ThreadId thread) {
        List<Message> messages = all(inbox, thread);
        Optional<ThreadSummary> now = ThreadSummary.of(messages);
        Optional<ThreadSummary> known = store.findThread(inbox.id(), thread);
        if (now.isPresent() && known.isPresent() && !now.equals(known)) {
            Message unchanged = messages.get(0);
            store.update(inbox, unchanged, unchanged, known.get(), now.get());
        }
    }

    private List<Message> othersOf(Inbox inbox, Message message) {
        return all(inbox, message.thread()).stream()
                .filter(other -> !other.id().equals(message.id()))
                .toList();
    }

    /** Every message of a thread, oldest first. */
    public List<Message> all(Inbox inbox, ThreadId thread) {
        List<Message> messages = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty(), true));
        while (next.isPresent()) {
            Page<Message> page = store.listThread(inbox.id(), thread, next.get());
            messages.addAll(page.items());
            next = page.next().map(key -> new PageRequest(PageRequest.MAX_LIMIT, Optional.of(key), true));
        }
        return messages;
    }

    /** The messages of these ids, unknown ones left out. */
    public List<Message> find(Inbox inbox, Collection<MessageId> ids) {
        return store.find(inbox.id(), List.copyOf(ids));
    }
}
