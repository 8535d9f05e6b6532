package io.postroom.core.thread;

import io.postroom.core.account.Caller;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Scope;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.Attachment;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.ThreadId;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import java.util.Comparator;
import java.util.List;

/** Lists, shows, labels and deletes threads, those within the caller's scope. Thread-safe; calls block. */
public final class Threads {
    private static final String KIND = "Thread";
    private static final int TOO_MANY_TO_UPDATE = 100;

    private final Inboxes inboxes;
    private final Messages messages;
    private final MessageStore store;
    private final Rows rows;
    private final KeyedLocks locks;

    public Threads(Inboxes inboxes, Messages messages, MessageStore store, KeyedLocks locks) {
        this.inboxes = inboxes;
        this.messages = messages;
        this.store = store;
        this.rows = new Rows(store);
        this.locks = locks;
    }

    /** Ordered by the time of the last message. */
    public Page<ThreadSummary> list(Caller caller, MessageFilter filter, PageRequest request) {
        return store.listThreads(scope(caller), Visibility.narrow(caller, filter), request);
    }

    /** What a caller sees of threads; checks that it may read them. */
    public static ThreadScope scope(Caller caller) {
        caller.require(Permission.MESSAGE_READ);
        if (caller.scope() instanceof Scope.OneInbox one) {
            return new ThreadScope.OfInbox(one.inbox());
        }
        if (caller.scope() instanceof Scope.OnePod one) {
            return new ThreadScope.OfPod(caller.organization().id(), one.pod());
        }
        return new ThreadScope.OfOrganization(caller.organization().id());
    }

    /** A thread and a page of its messages. */
    public record OpenedThread(ThreadSummary summary, Page<OpenedMessage> messages) {}

    /**
     * The thread with a page of its messages; the first page holds the newest, each page is oldest first, the next page is older. Archived
     * messages are among them: a conversation that a new message brought back is read as a whole.
     *
     * @param hidden labels of messages that are left out, unless all messages of the thread are set aside: then there would be nothing to show
     */
    public OpenedThread get(Caller caller, ThreadId id, Labels hidden, PageRequest request) {
        Found found = find(caller, id, Permission.MESSAGE_READ);
        Labels leftOut = found.summary().isSetAside() ? Labels.NONE : hidden.without(Labels.of(Label.ARCHIVED));
        Page<Message> page = store.listThread(found.inbox().id(), id, request);
        List<Message> shown = page.items().stream()
                .filter(message -> Visibility.permits(caller, message.labels()))
                .filter(message -> !message.labels().containsAny(leftOut))
                .sorted(Comparator.comparing(Message::timestamp)
                        .thenComparing(message -> message.id().value()))
                .toList();
        return new OpenedThread(found.summary(), new Page<>(messages.openAll(shown), page.next()));
    }

    /** The message of the thread that has this attachment. */
    public Message findAttachment(Caller caller, ThreadId id, AttachmentId attachment) {
        Found found = find(caller, id, Permission.MESSAGE_READ);
        return messagesOf(caller, found).stream()
                .filter(message ->
                        Attachment.find(message.attachments(), attachment).isPresent())
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound("Attachment"));
    }

    /**
     * Labels every message of the thread that the caller may know of.
     *
     * @throws RefusedException {@link Reason#UNPROCESSABLE} if it has 100 messages or more
     */
    public ThreadSummary update(Caller caller, ThreadId id, LabelChange change) {
        Found found = find(caller, id, Permission.MESSAGE_UPDATE);
        change.checkedForCallers();
        checkSize(found.summary().messageCount());
        Inbox inbox = found.inbox();
        return locks.with(inbox.id(), () -> {
            List<Message> known = messagesOf(caller, found);
            checkSize(known.size()); // the summary does not count hidden ones
            known.forEach(message -> messages.relabel(inbox, message, change));
            return store.findThread(inbox.id(), id).orElseThrow(() -> RefusedException.notFound(KIND));
        });
    }

    private static void checkSize(int messages) {
        if (messages >= TOO_MANY_TO_UPDATE) {
            throw new RefusedException(
                    Reason.UNPROCESSABLE,
                    "A thread of " + TOO_MANY_TO_UPDATE + " messages or more cannot be updated at once");
        }
    }

    /** Puts the thread's messages into the trash, those that the caller may know of, for a caller that could also remove them. */
    public void discard(Caller caller, ThreadId id) {
        Found found = find(caller, id, Permission.MESSAGE_DELETE);
        Inbox inbox = found.inbox();
        LabelChange change = new LabelChange(Labels.of(Label.TRASH), Labels.NONE);
        locks.run(
                inbox.id(),
                () -> messagesOf(caller, found).forEach(message -> messages.relabel(inbox, message, change)));
    }

    /** Removes the thread's messages for good, those that the caller may know of. */
    public void delete(Caller caller, ThreadId id) {
        Found found = find(caller, id, Permission.MESSAGE_DELETE);
        Inbox inbox = found.inbox();
        locks.run(inbox.id(), () -> messages.remove(inbox, messagesOf(caller, found)));
    }

    private record Found(Inbox inbox, ThreadSummary summary) {}

    private List<Message> messagesOf(Caller caller, Found found) {
        return rows.all(found.inbox(), found.summary().id()).stream()
                .filter(message -> Visibility.permits(caller, message.labels()))
                .toList();
    }

    private Found find(Caller caller, ThreadId id, Permission permission) {
        caller.require(permission);
        ThreadSummary thread = store.findThread(id)
                .filter(known -> Visibility.permits(caller, known.labels()))
                .orElseThrow(() -> RefusedException.notFound(KIND));
        try {
            return new Found(inboxes.require(caller, thread.inbox(), permission), thread);
        } catch (RefusedException e) {
            throw e.reason() == Reason.NOT_FOUND ? RefusedException.notFound(KIND) : e;
        }
    }
}
