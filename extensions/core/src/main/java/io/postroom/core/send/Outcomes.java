package io.postroom.core.send;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageRef;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.thread.MessageStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what became of mail that inboxes sent: the label of the sender's copy, then what it means for mail to come, then the event.
 *
 * <p>Each call can be repeated: the event's id is made of the message and the recipients it is about, and once the event is in the log,
 * nothing happens any more. Nothing happens if the inbox is gone;
 * where the copy is gone, the event is appended all the same. Called by the mail server's workers, concurrently; blocks. An unreachable
 * store shows as an {@link java.io.UncheckedIOException}.
 */
public final class Outcomes {
    private final InboxStore inboxes;
    private final MessageLabels copies;
    private final Suppressions suppressions;
    private final RefusedRecipients refused;
    private final EventLog log;
    private final EventSignal signal;
    private final Clock clock;

    public Outcomes(
            InboxStore inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            Suppressions suppressions,
            RefusedRecipients refused,
            EventLog log,
            EventSignal signal,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.copies = new MessageLabels(store, mailboxes, locks, clock);
        this.suppressions = suppressions;
        this.refused = refused;
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

    /**
     * The mail servers of these recipients have taken the message; told once of each, as attempts that follow each other may name the same
     * ones beside others.
     */
    public void delivered(MessageRef message, List<String> recipients) {
        inboxes.find(message.inbox()).ifPresent(inbox -> {
            label(inbox, message, Label.DELIVERED);
            for (String recipient : recipients) {
                List<String> about = List.of(recipient);
                append(inbox, EventType.MESSAGE_DELIVERED, message, about, new EventBody.Delivered(message, about));
            }
        });
    }

    /**
     * The message has reached those of these recipients of whom nothing else is known: for an attempt whose end tells only of the others.
     */
    public void deliveredUnlessBounced(MessageRef message, List<String> recipients) {
        inboxes.find(message.inbox()).ifPresent(inbox -> {
            List<String> reached = recipients.stream()
                    .filter(address -> !isTold(inbox, EventType.MESSAGE_BOUNCED, message, List.of(address)))
                    .toList();
            if (!reached.isEmpty()) {
                delivered(message, reached);
            }
        });
    }

    /** The message does not reach this recipient; told once of each, however often and by whomever it is reported. */
    public void bounced(MessageRef message, String recipient, DeliveryFailure failure) {
        inboxes.find(message.inbox()).ifPresent(inbox -> {
            List<String> about = List.of(recipient);
            if (isTold(inbox, EventType.MESSAGE_BOUNCED, message, about)) {
                return;
            }
            label(inbox, message, Label.BOUNCED);
            if (failure.ofTheAddress()) {
                suppress(inbox, message, recipient, Suppression.Cause.BOUNCE, failure.status());
            }
            EventBody.FailedRecipient failed = new EventBody.FailedRecipient(recipient, failure.status());
            append(
                    inbox,
                    EventType.MESSAGE_BOUNCED,
                    message,
                    about,
                    new EventBody.Bounced(message, failure.permanent(), failure.subType(), List.of(failed)));
        });
    }

    /** @param recipients those known to complain; empty if the report does not say who */
    public void complained(MessageRef message, List<String> recipients, String kind) {
        inboxes.find(message.inbox()).ifPresent(inbox -> {
            if (isTold(inbox, EventType.MESSAGE_COMPLAINED, message, recipients)) {
                return;
            }
            label(inbox, message, Label.COMPLAINED);
            recipients.forEach(recipient -> suppress(inbox, message, recipient, Suppression.Cause.COMPLAINT, kind));
            EventBody body = new EventBody.Complained(message, kind, recipients);
            append(inbox, EventType.MESSAGE_COMPLAINED, message, recipients, body);
        });
    }

    /**
     * Those of these recipients for whom the message may not leave, as its inbox does not send to them; told as
     * {@code message.rejected}. For mail that leaves later than it was asked for.
     *
     * @return as {@link Suppression#key} has them
     */
    public Set<String> refused(MessageRef message, List<String> recipients) {
        Optional<Inbox> sender = inboxes.find(message.inbox());
        if (sender.isEmpty()) {
            return Set.of();
        }
        RefusedRecipients.Refusal refusal = refused.among(sender.get(), recipients);
        List<String> about = List.copyOf(refusal.addresses());
        if (!about.isEmpty() && !isTold(sender.get(), EventType.MESSAGE_REJECTED, message, about)) {
            label(sender.get(), message, Label.REJECTED);
            EventBody body = new EventBody.Rejected(message, refusal.reason());
            append(sender.get(), EventType.MESSAGE_REJECTED, message, about, body);
        }
        return refusal.addresses();
    }

    private void suppress(Inbox inbox, MessageRef message, String recipient, Suppression.Cause cause, String detail) {
        suppressions.add(new Suppression(
                inbox.organization(), Suppression.key(recipient), cause, detail, inbox.id(), message.id(), now()));
    }

    private void label(Inbox inbox, MessageRef message, Label label) {
        copies.relabel(inbox, message.id(), new LabelChange(Labels.of(label), Labels.NONE));
    }

    private boolean isTold(Inbox inbox, EventType type, MessageRef message, List<String> about) {
        return log.find(inbox.organization(), idOf(inbox, type, message, about)).isPresent();
    }

    /** @param about the recipients that tell this event from others of its type about the message */
    private static EventId idOf(Inbox inbox, EventType type, MessageRef message, List<String> about) {
        List<String> subject = new ArrayList<>();
        subject.add(inbox.id().value());
        subject.add(Long.toString(inbox.createdAt().toEpochMilli()));
        subject.add(message.id().value());
        about.stream().map(address -> address.toLowerCase(Locale.ROOT)).sorted().forEach(subject::add);
        return EventId.derivedFrom(type, subject.toArray(String[]::new));
    }

    private void append(Inbox inbox, EventType type, MessageRef message, List<String> about, EventBody body) {
        log.append(new MailEvent(
                idOf(inbox, type, message, about), type, inbox.organization(), inbox.pod(), inbox.id(), now(), body));
        signal.raise(inbox.organization());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
