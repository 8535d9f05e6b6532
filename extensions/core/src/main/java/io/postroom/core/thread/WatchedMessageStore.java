package io.postroom.core.thread;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store of messages whose changes others hear of. As thread-safe as the store and those who watch. */
public final class WatchedMessageStore implements MessageStore {
    private final MessageStore store;
    private final List<RowWatch> watches;

    public WatchedMessageStore(MessageStore store, List<RowWatch> watches) {
        this.store = store;
        this.watches = List.copyOf(watches);
    }

    @Override
    public void add(Inbox inbox, Addition addition) {
        change(inbox, Optional.of(addition.message()), () -> store.add(inbox, addition));
        watches.forEach(watch -> watch.changed(inbox, addition.message(), addition.after()));
    }

    @Override
    public void update(
            Inbox inbox, Message before, Message after, ThreadSummary threadBefore, ThreadSummary threadAfter) {
        if (!before.labels().equals(after.labels())) {
            watches.forEach(watch -> watch.relabelling(inbox, before, after));
        }
        change(inbox, Optional.of(after), () -> store.update(inbox, before, after, threadBefore, threadAfter));
        watches.forEach(watch -> watch.changed(inbox, after, threadAfter));
    }

    @Override
    public void delete(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after) {
        change(inbox, Optional.of(message), () -> store.delete(inbox, message, before, after));
        watches.forEach(watch -> watch.removed(inbox, message, before, after));
    }

    @Override
    public void deleteAll(Inbox inbox) {
        change(inbox, Optional.empty(), () -> store.deleteAll(inbox));
        watches.forEach(watch -> watch.emptied(inbox));
    }

    private void change(Inbox inbox, Optional<Message> message, Runnable change) {
        try {
            change.run();
        } catch (RuntimeException e) {
            watches.forEach(watch -> watch.failed(inbox, message));
            throw e;
        }
    }

    @Override
    public void saveClaim(Claim claim) {
        store.saveClaim(claim);
    }

    @Override
    public Optional<Claim> findClaim(InboxId inbox, MessageId message) {
        return store.findClaim(inbox, message);
    }

    @Override
    public void deleteClaim(InboxId inbox, MessageId message) {
        store.deleteClaim(inbox, message);
    }

    @Override
    public ThreadStanding standing(Message message) {
        return store.standing(message);
    }

    @Override
    public Optional<Message> find(InboxId inbox, MessageId id) {
        return store.find(inbox, id);
    }

    @Override
    public List<Message> find(InboxId inbox, List<MessageId> ids) {
        return store.find(inbox, ids);
    }

    @Override
    public Optional<Message> findByMailboxId(InboxId inbox, MailboxMessageId id) {
        return store.findByMailboxId(inbox, id);
    }

    @Override
    public Page<Message> list(InboxId inbox, MessageFilter filter, PageRequest request) {
        return store.list(inbox, filter, request);
    }

    @Override
    public Page<Message> listThread(InboxId inbox, ThreadId thread, PageRequest request) {
        return store.listThread(inbox, thread, request);
    }

    @Override
    public Optional<ThreadSummary> findThread(InboxId inbox, ThreadId thread) {
        return store.findThread(inbox, thread);
    }

    @Override
    public Optional<ThreadSummary> findThread(ThreadId thread) {
        return store.findThread(thread);
    }

    @Override
    public Page<ThreadSummary> listThreads(ThreadScope scope, MessageFilter filter, PageRequest request) {
        return store.listThreads(scope, filter, request);
    }

    @Override
    public Map<MessageId, ThreadId> findThreads(InboxId inbox, Collection<MessageId> ids) {
        return store.findThreads(inbox, ids);
    }

    @Override
    public Optional<MailboxMessageId> findThreadRoot(InboxId inbox, ThreadId thread) {
        return store.findThreadRoot(inbox, thread);
    }

    @Override
    public MailUsage measure(InboxId inbox) {
        return store.measure(inbox);
    }
}
