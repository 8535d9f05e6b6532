package io.postroom.core.receive;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.StoredMail;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.ThreadScope;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A receiver and its mailbox listener over memory stores, for the inbox {@link Fixtures#SUPPORT}. */
final class Receiving {
    static final Labels NEW = Labels.of(Label.RECEIVED, Label.UNREAD);

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final MemoryEventLog log = new MemoryEventLog();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final Inbox inbox = Fixtures.inbox();
    final Receiver receiver;
    final MailboxChanges changes;
    /** Whether the listener hears of a new message before the receiver knows that it is stored. */
    boolean listenerIsFast;
    /** What happens, once, after the listener has read a message and before it knows what it read. */
    Runnable onceRead = () -> {};

    Receiving() {
        inboxes.create(inbox);
        KeyedLocks locks = new KeyedLocks();
        MessageStore store = crashes.wrap(MessageStore.class, messages);
        Mailboxes mails = crashes.wrap(Mailboxes.class, mailboxes);
        MessageOutlines outlines = new MessageOutlines(new PlainParser());
        receiver = new Receiver(
                store, outlines, listenedTo(mails), crashes.wrap(EventLog.class, log), new LocalEventSignal(), locks);
        changes = new MailboxChanges(inboxes, store, outlines, interrupted(mails), locks, clock);
    }

    private Mailboxes listenedTo(Mailboxes mails) {
        return followed(mails, result -> {
            if (listenerIsFast && result instanceof MailboxMessageId id) {
                changes.appeared(inbox.id(), id);
            }
        });
    }

    private Mailboxes interrupted(Mailboxes mails) {
        return followed(mails, result -> {
            if (result instanceof Optional<?> found && found.orElse(null) instanceof StoredMail) {
                Runnable interruption = onceRead;
                onceRead = () -> {};
                interruption.run();
            }
        });
    }

    /** Has {@code next} look at the result of each call before its caller does. */
    private static Mailboxes followed(Mailboxes mails, Consumer<Object> next) {
        return (Mailboxes) Proxy.newProxyInstance(
                Mailboxes.class.getClassLoader(), new Class<?>[] {Mailboxes.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(mails, arguments);
                        next.accept(result);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The message as a mailet hands it over, its trace on top. */
    Arrival arrival(String origin, TextMessage message) {
        return arrival(origin, message, clock.instant(), true);
    }

    Arrival arrival(String origin, TextMessage message, Instant at, boolean announced) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(DeliveryTrace.lines("ann@example.com", origin, at, "", Verdict.NONE));
        octets.writeBytes(message.octets());
        RawMessage raw = new TextMessage(octets.toByteArray());
        return new Arrival(origin, raw, ContentDigest.of(raw), NEW, announced, at);
    }

    void deliver(String origin, TextMessage message) {
        deliver(arrival(origin, message));
    }

    void deliver(Arrival arrival) {
        receiver.announce(inbox, receiver.store(inbox, arrival), arrival);
    }

    /** What a start does: every message of the mailbox is shown to the listener, every row without a message is removed. */
    void repair() {
        List<StoredMail> stored = mailboxes.all(inbox.id());
        stored.forEach(mail -> changes.appeared(inbox.id(), mail.id()));
        Set<?> present = stored.stream().map(StoredMail::id).collect(Collectors.toSet());
        listed().stream()
                .filter(row -> !present.contains(row.mailboxId()))
                .forEach(row -> changes.removed(inbox.id(), row.mailboxId()));
    }

    /** Newest first. */
    List<Message> listed() {
        return messages.list(inbox.id(), MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    List<ThreadSummary> threads() {
        return messages.listThreads(new ThreadScope.OfInbox(inbox.id()), MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    List<MailEvent> events() {
        return log.readAfter(inbox.organization(), Position.START, 1000).stream()
                .map(EventLog.Entry::event)
                .toList();
    }

    List<Message> announced() {
        return events().stream()
                .map(event -> ((EventBody.Received) event.body()).message())
                .toList();
    }
}
