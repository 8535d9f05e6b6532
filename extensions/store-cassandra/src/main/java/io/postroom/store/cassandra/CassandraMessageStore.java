package io.postroom.store.cassandra;

import com.datastax.oss.driver.api.core.cql.Statement;
import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Labels;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages and threads; docs/adr/0004-rows-in-cassandra.md describes the tables.
 *
 * <p>The order of the writes within a method makes it safe to repeat the method after a crash at any point: what tells the caller that a
 * change is done is written last. Thread-safe; callers let one thread at a time change an inbox.
 */
public final class CassandraMessageStore implements MessageStore {
    private final CassandraKeyspace keyspace;
    private final MessageTable messages;
    private final MessagePointers pointers;
    private final ThreadTable threads;
    private final ThreadLists lists;

    /** @param clock says when the next partition of a long list is to begin */
    public CassandraMessageStore(CassandraKeyspace keyspace, Clock clock) {
        this(keyspace, clock, Buckets.USUAL_SIZES);
    }

    CassandraMessageStore(CassandraKeyspace keyspace, Clock clock, Buckets.Sizes sizes) {
        this.keyspace = keyspace;
        messages = new MessageTable(keyspace, new Buckets(keyspace, clock, sizes, Buckets.Writers.ONE));
        pointers = new MessagePointers(keyspace);
        threads = new ThreadTable(keyspace);
        lists = new ThreadLists(new Listing(keyspace, clock, sizes), threads);
    }

    @Override
    public void saveClaim(Claim claim) {
        keyspace.execute(pointers.saveClaim(claim));
    }

    @Override
    public Optional<Claim> findClaim(InboxId inbox, MessageId message) {
        return pointers.findClaim(inbox, message);
    }

    @Override
    public void deleteClaim(InboxId inbox, MessageId message) {
        keyspace.execute(pointers.deleteClaim(inbox, message));
    }

    @Override
    public void add(Inbox inbox, Addition addition) {
        Message message = addition.message();
        ThreadSummary summary = addition.after();
        long bucket = messages.newBucket(message);
        Writes writes = new Writes(keyspace);
        writes.add(pointers.saveClaim(Claim.of(message)));
        addition.leading().forEach(id -> writes.add(pointers.lead(message.inbox(), id, message.thread())));
        writes.addAll(messages.index(message, message.labels(), bucket));
        writes.addAll(lists.put(inbox, summary));
        addition.before().ifPresent(known -> writes.addAll(lists.leave(inbox, known, Optional.of(summary))));
        writes.addTogether(threads.add(message, summary));
        writes.add(messages.insert(message, bucket));
        writes.execute();
        keyspace.execute(pointers.insertMailboxId(message)); // by which the mailbox's listener knows it as added
    }

    @Override
    public ThreadStanding standing(Message message) {
        return threads.standing(message);
    }

    @Override
    public void update(
            Inbox inbox, Message before, Message after, ThreadSummary threadBefore, ThreadSummary threadAfter) {
        Labels added = after.labels().without(before.labels());
        Labels removed = before.labels().without(after.labels());
        Writes writes = new Writes(keyspace);
        writes.addAll(messages.index(after, added));
        writes.addAll(lists.put(inbox, threadAfter));
        writes.add(threads.update(threadAfter));
        writes.execute();
        keyspace.execute(messages.relabel(after)); // from now on a caller takes it for relabelled
        Writes cleaning = new Writes(keyspace);
        cleaning.addAll(messages.unindex(after, removed));
        // not before the summary has moved: until then the thread is listed where it was
        cleaning.addAll(lists.leave(inbox, threadBefore, Optional.of(threadAfter)));
        cleaning.execute();
    }

    @Override
    public void delete(Inbox inbox, Message message, ThreadSummary before, Optional<ThreadSummary> after) {
        Writes writes = new Writes(keyspace);
        writes.addAll(messages.unindex(message, message.labels()));
        after.ifPresent(summary -> writes.addAll(lists.put(inbox, summary)));
        writes.addAll(lists.leave(inbox, before, after));
        writes.add(pointers.deleteClaim(message.inbox(), message.id()));
        writes.addTogether(threads.remove(message, after));
        writes.execute();
        keyspace.execute(messages.delete(message));
        keyspace.execute(
                pointers.deleteMailboxId(message)); // by which the mailbox's listener finds what is left to delete
    }

    @Override
    public Optional<Message> find(InboxId inbox, MessageId id) {
        return find(inbox, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Message> find(InboxId inbox, List<MessageId> ids) {
        Map<MessageId, MessagePointers.Pointer> known = pointers.findAll(inbox, ids);
        List<PageKey> places = ids.stream()
                .flatMap(id -> Optional.ofNullable(known.get(id)).flatMap(MessagePointers.Pointer::place).stream())
                .toList();
        return messages.findAll(inbox, places).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Message> findByMailboxId(InboxId inbox, MailboxMessageId id) {
        return pointers.findMailboxId(inbox, id)
                .flatMap(place -> messages.findAll(inbox, List.of(place)).get(0));
    }

    @Override
    public Page<Message> list(InboxId inbox, MessageFilter filter, PageRequest request) {
        return messages.list(inbox, filter, request);
    }

    @Override
    public Page<Message> listThread(InboxId inbox, ThreadId thread, PageRequest request) {
        return threads.messages(inbox, thread, request, places -> messages.findAll(inbox, places));
    }

    @Override
    public Optional<ThreadSummary> findThread(InboxId inbox, ThreadId thread) {
        return findThread(thread).filter(summary -> summary.inbox().equals(inbox));
    }

    @Override
    public Optional<ThreadSummary> findThread(ThreadId thread) {
        return threads.find(thread);
    }

    @Override
    public Page<ThreadSummary> listThreads(ThreadScope scope, MessageFilter filter, PageRequest request) {
        return lists.list(scope, filter, request);
    }

    @Override
    public Map<MessageId, ThreadId> findThreads(InboxId inbox, Collection<MessageId> ids) {
        Map<MessageId, ThreadId> found = new HashMap<>();
        pointers.findAll(inbox, ids)
                .forEach((id, pointer) -> pointer.thread().ifPresent(thread -> found.put(id, thread)));
        return Map.copyOf(found);
    }

    @Override
    public Optional<MailboxMessageId> findThreadRoot(InboxId inbox, ThreadId thread) {
        return threads.root(inbox, thread);
    }

    @Override
    public MailUsage measure(InboxId inbox) {
        MessageTable.Size size = messages.size(inbox);
        return new MailUsage(size.messages(), size.octets(), lists.count(inbox));
    }

    @Override
    public void deleteAll(Inbox inbox) {
        Labels labels = Labels.NONE;
        Optional<PageKey> next = Optional.empty();
        do {
            PageRequest request = new PageRequest(PageRequest.MAX_LIMIT, next, false);
            Page<Message> page = messages.list(inbox.id(), MessageFilter.ALL, request);
            for (Message message : page.items()) {
                labels = labels.with(message.labels());
            }
            deleteThreads(inbox, page.items());
            next = page.next();
        } while (next.isPresent());
        pointers.deleteAll(inbox.id());
        lists.deleteAll(inbox);
        messages.deleteAll(inbox.id(), labels); // last, since a repetition starts from the messages
    }

    private void deleteThreads(Inbox inbox, List<Message> page) {
        List<ThreadId> ids = page.stream().map(Message::thread).distinct().toList();
        List<Statement<?>> deletions = new ArrayList<>();
        for (Optional<ThreadSummary> summary : threads.findAll(ids)) {
            summary.filter(known -> known.inbox().equals(inbox.id())).ifPresent(known -> {
                deletions.addAll(lists.leave(inbox, known, Optional.empty()));
                deletions.add(threads.delete(known.id()));
            });
        }
        keyspace.executeAll(deletions);
    }
}
