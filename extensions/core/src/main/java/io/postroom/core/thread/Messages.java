package io.postroom.core.thread;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.Permission;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.concurrent.Workers;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.message.AttachmentId;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.MessageParser;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.StoredMail;
import io.postroom.core.page.Page;
import io.postroom.core.page.PageRequest;
import io.postroom.core.signal.OwnNames;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Lists, shows, labels and deletes the messages of an inbox. Thread-safe; calls block. */
public final class Messages {
    private static final String KIND = "Message";
    private static final int MAX_BATCH_GET = 500;
    private static final int MAX_BATCH_UPDATE = 50;
    private static final int MOST_PAGES = 20;
    private static final int READERS = 16;
    private static final int MOST_WAITING = 200;

    private final Inboxes inboxes;
    private final MessageStore store;
    private final Rows rows;
    private final Mailboxes mailboxes;
    private final MessageParser parser;
    private final MessageOpener opener;
    private final KeyedLocks locks;
    private final Clock clock;
    private final Workers readers = Workers.few("message-texts", READERS, MOST_WAITING);

    public Messages(
            Inboxes inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            MessageParser parser,
            OwnNames names,
            KeyedLocks locks,
            Clock clock) {
        this.inboxes = inboxes;
        this.store = store;
        this.rows = new Rows(store);
        this.mailboxes = mailboxes;
        this.parser = parser;
        this.opener = new MessageOpener(mailboxes, parser, names);
        this.locks = locks;
        this.clock = clock;
    }

    /** Ordered by timestamp; messages with labels the caller may not read are left out whatever the filter says. */
    public Page<Message> list(Caller caller, InboxId inbox, MessageFilter filter, PageRequest request) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        return store.list(inbox, Visibility.narrow(caller, filter), request);
    }

    /**
     * Those that are also {@code wanted}, which the store cannot tell: messages are looked through, some 2,000 for a page, so it may hold
     * fewer than the limit, or none, although more follow.
     */
    public Page<Message> list(
            Caller caller, InboxId inbox, MessageFilter filter, Predicate<Message> wanted, PageRequest request) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        MessageFilter narrow = Visibility.narrow(caller, filter);
        return Page.selected(page -> store.list(inbox, narrow, page), request, MOST_PAGES, wanted, Message::place);
    }

    /** The message with its texts; the texts are missing if its octets are gone from the mailbox. */
    public OpenedMessage get(Caller caller, InboxId inbox, MessageId id) {
        return open(find(caller, inbox, id));
    }

    /** A message of the store with what its octets say. */
    OpenedMessage open(Message message) {
        return opener.open(message);
    }

    /** As {@link #open}, several at the same time; in their order. */
    List<OpenedMessage> openAll(List<Message> messages) {
        return readers.map(messages, this::open);
    }

    /** The row of the message, for a caller that may read it. */
    public Message find(Caller caller, InboxId inbox, MessageId id) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        return require(caller, inbox, id);
    }

    private Message require(Caller caller, InboxId inbox, MessageId id) {
        return store.find(inbox, id)
                .filter(message -> Visibility.permits(caller, message.labels()))
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    /** The octets of a message; empty if it is gone. Callers have checked that it may be read: a signed link is such a check. */
    public Optional<RawMessage> raw(InboxId inbox, MessageId id) {
        return store.find(inbox, id)
                .flatMap(message -> mailboxes.find(inbox, message.mailboxId()))
                .map(StoredMail::raw);
    }

    /** The decoded contents of an attachment; see {@link #raw}. The caller closes the stream. */
    public Optional<InputStream> attachment(InboxId inbox, MessageId id, AttachmentId attachment) {
        return raw(inbox, id).flatMap(raw -> parser.open(raw, attachment.part()));
    }

    /** The rows of these ids in their order; unknown ones and those the caller may not read are left out. */
    public List<Message> batchGet(Caller caller, InboxId inbox, List<MessageId> ids) {
        inboxes.require(caller, inbox, Permission.MESSAGE_READ);
        checkBatch(ids, MAX_BATCH_GET);
        return store.find(inbox, ids).stream()
                .filter(message -> Visibility.permits(caller, message.labels()))
                .toList();
    }

    public Message update(Caller caller, InboxId inbox, MessageId id, LabelChange change) {
        return batchUpdate(caller, inbox, List.of(id), change).stream()
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound(KIND));
    }

    /**
     * Labels a message as {@code change} says of the labels that it has; nobody else labels it meanwhile.
     *
     * @throws RefusedException also what {@code change} throws; then nothing is changed
     */
    public Message update(Caller caller, InboxId inboxId, MessageId id, Function<Labels, LabelChange> change) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.MESSAGE_UPDATE);
        return locks.with(inboxId, () -> {
            Message message = require(caller, inboxId, id);
            return relabel(inbox, message, change.apply(message.labels()).checkedForCallers());
        });
    }

    /**
     * Labels these messages; unknown ones and those the caller may not read are left out.
     *
     * @return those it labelled, in the order of the ids
     */
    public List<Message> batchUpdate(Caller caller, InboxId inboxId, List<MessageId> ids, LabelChange change) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.MESSAGE_UPDATE);
        checkBatch(ids, MAX_BATCH_UPDATE);
        change.checkedForCallers();
        return locks.with(inboxId, () -> {
            List<Message> messages = store.find(inboxId, ids).stream()
                    .filter(message -> Visibility.permits(caller, message.labels()))
                    .toList();
            return messages.stream()
                    .map(message -> relabel(inbox, message, change))
                    .toList();
        });
    }

    /**
     * What {@link #archive} has done.
     *
     * @param changed whether it was not so before; of several who ask for the same at the same time one reads true
     */
    public record Archiving(Message message, boolean changed) {}

    /** Puts the message into the archive, or takes it out; a message in the trash or among spam stays there. */
    public Archiving archive(Caller caller, InboxId inboxId, MessageId id, boolean archived) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.MESSAGE_UPDATE);
        Labels label = Labels.of(Label.ARCHIVED);
        LabelChange change = archived ? new LabelChange(label, Labels.NONE) : new LabelChange(Labels.NONE, label);
        return locks.with(inboxId, () -> {
            Message before = require(caller, inboxId, id);
            Message after = relabel(inbox, before, change);
            return new Archiving(after, !after.labels().equals(before.labels()));
        });
    }

    private static void checkBatch(List<MessageId> ids, int most) {
        if (ids.isEmpty() || ids.size() > most) {
            throw RefusedException.invalid("message_ids", "message_ids has 1 to " + most + " ids");
        }
        if (new HashSet<>(ids).size() != ids.size()) {
            throw RefusedException.invalid("message_ids", "message_ids names a message twice");
        }
    }

    /** The mailbox first: a crash in between is found by the comparison with it. Callers hold the inbox's lock. */
    Message relabel(Inbox inbox, Message message, LabelChange change) {
        Labels labels = change.applyTo(message.labels());
        if (labels.equals(message.labels())) {
            return message;
        }
        mailboxes.setLabels(inbox.id(), List.of(message.mailboxId()), labels);
        return rows.relabel(inbox, message, labels, now());
    }

    /** Removes the message for good. */
    public void delete(Caller caller, InboxId inboxId, MessageId id) {
        Inbox inbox = inboxes.require(caller, inboxId, Permission.MESSAGE_DELETE);
        locks.run(inboxId, () -> remove(inbox, List.of(require(caller, inboxId, id))));
    }

    /** Removes messages from the mailbox and then from the lists. Callers hold the inbox's lock. */
    void remove(Inbox inbox, List<Message> messages) {
        mailboxes.delete(inbox.id(), messages.stream().map(Message::mailboxId).toList());
        messages.forEach(message -> rows.delete(inbox, message));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
