package io.postroom.core.send;

import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageRef;
import io.postroom.core.thread.KeyedLocks;
import io.postroom.core.thread.MessageStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells what became of mail that inboxes sent: the label of the sender's copy, then the event.
 *
 * <p>Each call can be repeated: the event's id is made of the message and the recipients it is about. Nothing happens if the inbox is gone;
 * where the copy is gone, the event is appended all the same. Called by the mail server's workers, concurrently; blocks. An unreachable
 * store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Outcomes {
    private final InboxStore inboxes;
    private final SentCopies copies;
    private final EventLog log;
    private final EventSignal signal;
    private final Clock clock;

    public Outcomes(
            InboxStore inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            EventLog log,
            EventSignal signal,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.copies = new SentCopies(store, mailboxes, locks, clock);
        this.log = log;
        this.signal = signal;
        this.clock = clock;
    }

    /** The message leaves for these recipients. */
    public void sent(MessageRef message, List<String> recipients) {
        inboxes.find(message.inbox())
                .ifPresent(inbox -> append(
                        inbox, EventType.MESSAGE_SENT, message, List.of(), new EventBody.Sent(message, recipients)));
    }

    /** The mail servers of these recipients have taken the message. */
    public void delivered(MessageRef message, List<String> recipients) {
        inboxes.find(message.inbox()).ifPresent(inbox -> {
            copies.relabel(inbox, message.id(), new LabelChange(Labels.of(Label.DELIVERED), Labels.NONE));
            EventBody body = new EventBody.Delivered(message, recipients);
            append(inbox, EventType.MESSAGE_DELIVERED, message, recipients, body);
        });
    }

    /** @param about the recipients that tell this event from others of its type about the message */
    private void append(Inbox inbox, EventType type, MessageRef message, List<String> about, EventBody body) {
        List<String> subject = new ArrayList<>();
        subject.add(inbox.id().value());
        subject.add(Long.toString(inbox.createdAt().toEpochMilli()));
        subject.add(message.id().value());
        about.stream().map(address -> address.toLowerCase(Locale.ROOT)).sorted().forEach(subject::add);
        log.append(new MailEvent(
                EventId.derivedFrom(type, subject.toArray(String[]::new)),
                type,
                inbox.organization(),
                inbox.pod(),
                inbox.id(),
                now(),
                body));
        signal.raise(inbox.organization());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
