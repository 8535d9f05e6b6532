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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes the rows of messages and keeps their threads' summaries true. Callers hold the inbox's lock.
 */
public final class Rows {
    private final MessageStore store;

    public Rows(MessageStore store) {
        this.store = store;
    }

    /** The thread a message belongs to: that of the nearest message it answers which has one, else a new one. */
    public ThreadId threadOf(Inbox inbox, MessageId id, List<MessageId> ancestors) {
        if (!ancestors.isEmpty()) {
            Map<MessageId, ThreadId> known = store.findThreads(inbox.id(), ancestors);
            Optional<ThreadId> nearest =
                    ancestors.stream().filter(known::containsKey).findFirst().map(known::get);
            if (nearest.isPresent()) {
                return nearest.get();
            }
        }
        // an answer may have come before the message it answers, and have reserved its id
        return Optional.ofNullable(store.findThreads(inbox.id(), List.of(id)).get(id))
                .orElseGet(() -> ThreadId.startedBy(inbox.id(), id));
    }

    /** Adds a row; returns its thread's summary with it. */
    public ThreadSummary add(Inbox inbox, Message message) {
        Optional<ThreadSummary> before = store.findThread(inbox.id(), message.thread());
        ThreadSummary after = before.map(thread -> thread.endsBefore(message)
                        ? thread.with(message)
                        : ThreadSummary.of(withOthers(inbox, message)).orElse(thread))
                .orElseGet(() -> ThreadSummary.startedBy(message));
        store.add(inbox, message, before, after);
        return after;
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
