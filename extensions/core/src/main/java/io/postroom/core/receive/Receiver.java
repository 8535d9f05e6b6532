package io.postroom.core.receive;

import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.message.Claim;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageOutline;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.ThreadSummary;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Takes in a message: stored once in the mailbox, listed once, announced once, however often its delivery is repeated.
 *
 * <p>Two steps, each of which can be repeated until it returns. Called by the mail server's workers, concurrently; blocks. An
 * unreachable store shows as an {@link java.io.UncheckedIOException}, and the caller tries again later.
 */
public final class Receiver {
    private final MessageStore store;
    private final MessageOutlines outlines;
    private final MessageRows messageRows;
    private final Mailboxes mailboxes;
    private final EventLog log;
    private final EventSignal signal;
    private final KeyedLocks locks;

    public Receiver(
            MessageStore store,
            MessageOutlines outlines,
            Mailboxes mailboxes,
            EventLog log,
            EventSignal signal,
            KeyedLocks locks) {
        this.store = store;
        this.outlines = outlines;
        this.messageRows = new MessageRows(store);
        this.mailboxes = mailboxes;
        this.log = log;
        this.signal = signal;
        this.locks = locks;
    }

    /**
     * First step: puts the message into the mailbox unless it lies there already. The claim is written before, so that a repetition
     * knows whether it must look; a second copy of the same message (same Message-ID, same content) finds the first one's claim. Where
     * the message lies is on record with its row: until then a repetition looks for it.
     */
    public Stored store(Inbox inbox, Arrival arrival) {
        MessageOutline outline = outlines.of(arrival.raw(), arrival.digest());
        Optional<MessageId> written = outline.envelope().messageId();
        Object key =
                new MessageKey(inbox.id().value(), written.map(MessageId::value).orElse(arrival.origin()));
        return locks.with(key, () -> storeAlone(inbox, arrival, written, outline.malformed()));
    }

    /**
     * What {@link #store} has done.
     *
     * @param claim with the message's place in the mailbox
     * @param first whether nothing was known of the message before
     */
    public record Stored(Claim claim, boolean first) {
        /** @throws IllegalArgumentException if {@code claim} is of a message that is not in the mailbox */
        public Stored {
            if (claim.mailboxId().isEmpty()) {
                throw new IllegalArgumentException("a stored message has a place in the mailbox");
            }
        }
    }

    private record MessageKey(String inbox, String message) {}

    private Stored storeAlone(Inbox inbox, Arrival arrival, Optional<MessageId> written, boolean malformed) {
        MessageRows.Identity own = messageRows.identify(inbox, written, arrival.digest(), arrival.origin());
        Optional<Claim> known = own.claim();
        if (known.isPresent() && known.get().mailboxId().isPresent()) {
            return new Stored(known.get(), false);
        }
        Claim claim = known.orElseGet(() -> new Claim(
                inbox.id(), own.id(), arrival.digest(), arrival.at().truncatedTo(ChronoUnit.MILLIS), Optional.empty()));
        if (known.isEmpty()) {
            store.saveClaim(claim);
        }
        // an open claim means that an earlier attempt may have got as far as the mailbox
        Optional<MailboxMessageId> lost =
                known.isPresent() ? mailboxes.search(inbox.id(), claim.digest(), claim.timestamp()) : Optional.empty();
        Labels labels = malformed ? arrival.labels().with(Labels.of(Label.MALFORMED)) : arrival.labels();
        MailboxMessageId mailboxId =
                lost.orElseGet(() -> mailboxes.append(inbox.id(), arrival.raw(), labels, claim.timestamp()));
        return new Stored(claim.storedAs(mailboxId), known.isEmpty());
    }

    /** Second step: makes the rows, and appends the event unless the arrival is not to be announced. Returns the message after the commit point. */
    public Message announce(Inbox inbox, Stored stored, Arrival arrival) {
        MessageRows.Row row = rows(inbox, stored, arrival);
        if (arrival.announced()) {
            log.append(received(inbox, row.message(), row.thread()));
            signal.raise(inbox.organization());
        }
        return row.message();
    }

    /** Second step for a message that nobody is told of, as it did not come in: makes the rows, and returns that of the message. */
    public Message list(Inbox inbox, Stored stored, Arrival arrival) {
        return rows(inbox, stored, arrival).message();
    }

    private MessageRows.Row rows(Inbox inbox, Stored stored, Arrival arrival) {
        MessageRows.Stored message = new MessageRows.Stored(
                stored.claim(),
                stored.claim().mailboxId().orElseThrow(),
                outlines.of(arrival.raw(), arrival.digest()),
                arrival.labels(),
                arrival.raw().size());
        return locks.with(inbox.id(), () -> {
            MessageRows.Row row =
                    stored.first() ? messageRows.addFirst(inbox, message) : messageRows.add(inbox, message);
            return cameBack(row.message(), arrival) ? labelled(inbox, row, arrival.labels()) : row;
        });
    }

    /** Whether it is a message that the inbox sent to itself: one message, sent and received. */
    private static boolean cameBack(Message message, Arrival arrival) {
        return message.labels().contains(Label.SENT)
                && arrival.labels().contains(Label.RECEIVED)
                && !message.labels().contains(Label.RECEIVED);
    }

    private MessageRows.Row labelled(Inbox inbox, MessageRows.Row row, Labels more) {
        Labels labels = row.message().labels().with(more);
        mailboxes.setLabels(inbox.id(), List.of(row.message().mailboxId()), labels);
        return messageRows.relabel(inbox, row, labels);
    }

    private static MailEvent received(Inbox inbox, Message message, ThreadSummary thread) {
        EventType type = typeOf(message.labels());
        return new MailEvent(
                EventId.derivedFrom(
                        EventType.MESSAGE_RECEIVED,
                        inbox.id().value(),
                        Long.toString(
                                inbox.createdAt().toEpochMilli()), // an inbox made anew hears of old messages again
                        message.id().value(),
                        message.digest().hex()),
                type,
                inbox.organization(),
                inbox.pod(),
                inbox.id(),
                message.timestamp(),
                new EventBody.Received(message, thread));
    }

    private static EventType typeOf(Labels labels) {
        if (labels.contains(Label.BLOCKED)) {
            return EventType.MESSAGE_RECEIVED_BLOCKED;
        }
        if (labels.contains(Label.SPAM)) {
            return EventType.MESSAGE_RECEIVED_SPAM;
        }
        return labels.contains(Label.UNAUTHENTICATED)
                ? EventType.MESSAGE_RECEIVED_UNAUTHENTICATED
                : EventType.MESSAGE_RECEIVED;
    }
}
