package io.postroom.store.memory;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageKey;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MailUsage;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Messages and threads in maps. Thread-safe. */
public final class MemoryMessageStore implements MessageStore {
    private final Map<InboxId, InboxRows> inboxes = new ConcurrentHashMap<>();
    private final Map<ThreadId, ThreadSummary> threads = new ConcurrentHashMap<>();
    private final Map<ThreadScope, OrderedRows<ThreadSummary>> threadLists = new ConcurrentHashMap<>();

    @Override
    public void saveClaim(Claim claim) {
        rowsOf(claim.inbox()).claims.put(claim.message(), claim);
    }

    @Override
    public Optional<Claim> findClaim(InboxId inbox, MessageId message) {
        return Optional.ofNullable(rowsOf(inbox).claims.get(message));
    }

    @Override
    public void deleteClaim(InboxId inbox, MessageId message) {
        rowsOf(inbox).claims.remove(message);
    }

    @Override
    public synchronized void add(Inbox inbox, Addition addition) {
        InboxRows rows = rowsOf(inbox.id());
        rows.claims.put(addition.message().id(), Claim.of(addition.message()));
        rows.put(addition.message());
        addition.leading().forEach(id -> rows.links.put(id, addition.message().thread()));
        putThread(inbox, addition.after());
    }

    @Override
    public synchronized ThreadStanding standing(Message message) {
        Optional<ThreadSummary> thread = findThread(message.inbox(), message.thread());
        return new ThreadStanding(
                thread, thread.isPresent() && rowsOf(message.inbox()).contains(message));
    }

    @Override
    public synchronized void update(
            Inbox inbox, Message before, Message after, ThreadSummary threadBefore, ThreadSummary threadAfter) {
        rowsOf(after.inbox()).put(after);
        putThread(inbox, threadAfter);
    }

    @Override
    public synchronized void delete(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after) {
        rowsOf(message.inbox()).remove(message);
        after.ifPresentOrElse(summary -> putThread(inbox, summary), () -> removeThread(inbox, before));
    }

    private void putThread(Inbox inbox, ThreadSummary summary) {
        Optional<PageKey> left = Optional.ofNullable(threads.put(summary.id(), summary))
                .map(ThreadSummary::place)
                .filter(known -> !known.equals(summary.place()));
        for (ThreadScope scope : scopesOf(inbox)) {
            listOf(scope).put(summary.place(), summary);
            left.ifPresent(place -> listOf(scope).remove(place));
        }
    }

    private void removeThread(Inbox inbox, ThreadSummary summary) {
        threads.remove(summary.id());
        scopesOf(inbox).forEach(scope -> listOf(scope).remove(summary.place()));
    }

    @Override
    public Optional<Message> find(InboxId inbox, MessageId id) {
        return rowsOf(inbox).find(id);
    }

    @Override
    public List<Message> find(InboxId inbox, List<MessageId> ids) {
        return ids.stream().map(rowsOf(inbox)::find).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<Message> findByMailboxId(InboxId inbox, MailboxMessageId id) {
        return rowsOf(inbox).findByMailboxId(id);
    }

    @Override
    public Page<Message> list(InboxId inbox, MessageFilter filter, PageRequest request) {
        return rowsOf(inbox).ordered.page(request, row -> filter.accepts(row.labels(), row.timestamp()));
    }

    @Override
    public Page<Message> listThread(InboxId inbox, ThreadId thread, PageRequest request) {
        return rowsOf(inbox).thread(thread).page(request);
    }

    @Override
    public Optional<ThreadSummary> findThread(InboxId inbox, ThreadId thread) {
        return findThread(thread).filter(summary -> summary.inbox().equals(inbox));
    }

    @Override
    public Optional<ThreadSummary> findThread(ThreadId thread) {
        return Optional.ofNullable(threads.get(thread));
    }

    @Override
    public Page<ThreadSummary> listThreads(ThreadScope scope, MessageFilter filter, PageRequest request) {
        return listOf(scope).page(request, row -> filter.accepts(row.labels(), row.timestamp()));
    }

    @Override
    public Map<MessageId, ThreadId> findThreads(InboxId inbox, Collection<MessageId> ids) {
        Map<MessageId, ThreadId> links = rowsOf(inbox).links;
        Map<MessageId, ThreadId> found = new HashMap<>();
        ids.forEach(id -> Optional.ofNullable(links.get(id)).ifPresent(thread -> found.put(id, thread)));
        return Map.copyOf(found);
    }

    @Override
    public Optional<MailboxMessageId> findThreadRoot(InboxId inbox, ThreadId thread) {
        return rowsOf(inbox).thread(thread).page(new PageRequest(1, Optional.empty(), true)).items().stream()
                .map(Message::mailboxId)
                .findFirst();
    }

    @Override
    public MailUsage measure(InboxId inbox) {
        List<Message> messages = rowsOf(inbox).ordered.all();
        return new MailUsage(
                messages.size(),
                messages.stream().mapToLong(Message::size).sum(),
                messages.stream().map(Message::thread).distinct().count());
    }

    @Override
    public synchronized void deleteAll(Inbox inbox) {
        inboxes.remove(inbox.id());
        threads.values().removeIf(summary -> summary.inbox().equals(inbox.id()));
        scopesOf(inbox)
                .forEach(scope -> listOf(scope).removeIf(row -> row.inbox().equals(inbox.id())));
    }

    private InboxRows rowsOf(InboxId inbox) {
        return inboxes.computeIfAbsent(inbox, id -> new InboxRows());
    }

    private OrderedRows<ThreadSummary> listOf(ThreadScope scope) {
        return threadLists.computeIfAbsent(scope, key -> new OrderedRows<>());
    }

    private static List<ThreadScope> scopesOf(Inbox inbox) {
        return List.of(
                new ThreadScope.OfInbox(inbox.id()),
                new ThreadScope.OfPod(inbox.organization(), inbox.pod()),
                new ThreadScope.OfOrganization(inbox.organization()));
    }

    /** Everything of one inbox. */
    private static final class InboxRows {
        private final Map<MessageId, Claim> claims = new ConcurrentHashMap<>();
        private final Map<MessageId, ThreadId> links = new ConcurrentHashMap<>();
        private final Map<MessageId, Message> byId = new ConcurrentHashMap<>();
        private final Map<MailboxMessageId, MessageId> byMailboxId = new ConcurrentHashMap<>();
        private final Map<ThreadId, OrderedRows<Message>> threads = new ConcurrentHashMap<>();
        private final OrderedRows<Message> ordered = new OrderedRows<>();

        void put(Message message) {
            byId.put(message.id(), message);
            byMailboxId.put(message.mailboxId(), message.id());
            ordered.put(message.place(), message);
            thread(message.thread()).put(message.place(), message);
        }

        boolean contains(Message message) {
            return byId.containsKey(message.id());
        }

        void remove(Message message) {
            claims.remove(message.id());
            byId.remove(message.id());
            byMailboxId.remove(message.mailboxId());
            ordered.remove(message.place());
            thread(message.thread()).remove(message.place());
        }

        Optional<Message> find(MessageId id) {
            return Optional.ofNullable(byId.get(id));
        }

        Optional<Message> findByMailboxId(MailboxMessageId id) {
            return Optional.ofNullable(byMailboxId.get(id)).flatMap(this::find);
        }

        OrderedRows<Message> thread(ThreadId thread) {
            return threads.computeIfAbsent(thread, id -> new OrderedRows<>());
        }
    }
}
