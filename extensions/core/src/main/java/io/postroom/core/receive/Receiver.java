package io.postroom.core.receive;

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
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.ParsedMessage;
import io.postroom.core.thread.KeyedLocks;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.ThreadSummary;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Takes in a message: stored once in the mailbox, listed once, announced once, however often its delivery is repeated.
 *
 * <p>Two steps, each of which can be repeated until it returns. Called by the mail server's workers, concurrently; blocks. An
 * unreachable store shows as an {@link java.io.UncheckedIOException}, and the caller tries again later.
 */
public final class Receiver {
    private final MessageStore store;
    private final Rows rows;
    private final MessageRows messageRows;
    private final Mailboxes mailboxes;
    private final EventLog log;
    private final EventSignal signal;
    private final KeyedLocks locks;

    public Receiver(
            MessageStore store,
            MessageParser parser,
            Mailboxes mailboxes,
            EventLog log,
            EventSignal signal,
            KeyedLocks locks) {
        this.store = store;
        this.rows = new Rows(store);
        this.messageRows = new MessageRows(store, rows, parser);
        this.mailboxes = mailboxes;
        this.log = log;
        this.signal = signal;
        this.locks = locks;
    }

    /**
     * First step: puts the message into the mailbox unless it lies there already. The claim is written before, so that a repetition
     * knows whether it must look; a second copy of the same message (same Message-ID, same content) finds the first one's claim.
     */
    public Claim store(Inbox inbox, Arrival arrival) {
        ParsedMessage parsed = messageRows.parse(arrival.raw());
        Optional<MessageId> written = parsed.envelope().messageId();
        Object key =
                new MessageKey(inbox.id().value(), written.map(MessageId::value).orElse(arrival.origin()));
        return locks.with(key, () -> storeAlone(inbox, arrival, written, parsed.malformed()));
    }

    private record MessageKey(String inbox, String message) {}

    private Claim storeAlone(Inbox inbox, Arrival arrival, Optional<MessageId> written, boolean malformed) {
        MessageRows.Identity own = messageRows.identify(inbox, written, arrival.digest(), arrival.origin());
        Optional<Claim> known = own.claim();
        if (known.isPresent() && known.get().mailboxId().isPresent()) {
            return known.get();
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
        Claim stored = claim.storedAs(
                lost.orElseGet(() -> mailboxes.append(inbox.id(), arrival.raw(), labels, claim.timestamp())));
        store.saveClaim(stored);
        return stored;
    }

    /** Second step: makes the rows, and appends the event unless the arrival is not to be announced. Returns after the commit point. */
    public void announce(Inbox inbox, Claim claim, Arrival arrival) {
        MailboxMessageId mailboxId = claim.mailboxId()
                .orElseThrow(() -> new IllegalArgumentException("a message is announced after it was stored"));
        ParsedMessage parsed = messageRows.parse(arrival.raw());
        Row row = locks.with(
                inbox.id(),
                () -> store.find(inbox.id(), claim.message())
                        .map(known -> new Row(known, threadOf(inbox, known)))
                        .orElseGet(() -> addRow(inbox, claim, arrival, mailboxId, parsed)));
        if (arrival.announced()) {
            log.append(received(inbox, row.message(), row.thread()));
            signal.raise(inbox.organization());
        }
    }

    /** A message and its thread as the store has them. */
    private record Row(Message message, ThreadSummary thread) {}

    private ThreadSummary threadOf(Inbox inbox, Message message) {
        return store.findThread(inbox.id(), message.thread()).orElseGet(() -> ThreadSummary.startedBy(message));
    }

    private Row addRow(Inbox inbox, Claim claim, Arrival arrival, MailboxMessageId mailboxId, ParsedMessage parsed) {
        Message message = messageRows.row(
                inbox, claim, mailboxId, parsed, arrival.labels(), arrival.raw().size());
        return new Row(message, rows.add(inbox, message));
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
