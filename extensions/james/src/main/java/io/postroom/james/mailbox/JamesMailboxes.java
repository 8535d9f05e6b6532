package io.postroom.james.mailbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.cache.Recents;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Octets;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.StoredMail;
import io.postroom.core.secret.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.mail.Flags;
import org.apache.james.core.Username;
import org.apache.james.mailbox.MailboxManager;
import org.apache.james.mailbox.MailboxManager.MailboxSearchFetchType;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageIdManager;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.AppendCommand;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.model.ComposedMessageIdWithMetaData;
import org.apache.james.mailbox.model.FetchGroup;
import org.apache.james.mailbox.model.MailboxId;
import org.apache.james.mailbox.model.MailboxMetaData;
import org.apache.james.mailbox.model.MailboxPath;
import org.apache.james.mailbox.model.MessageId;
import org.apache.james.mailbox.model.MessageRange;
import org.apache.james.mailbox.model.MessageResult;
import org.apache.james.mailbox.model.search.MailboxQuery;
import reactor.core.publisher.Mono;

/**
 * James' mailboxes. Thread-safe; called by the spooler's workers and by requests, never on an event loop, as every call blocks.
 *
 * <p>A message keeps its id when it moves or is copied. One that lies in several mailboxes has the labels of the most visible one; a
 * message in a mailbox that a person made stays there until it gets a folder's label.
 */
public final class JamesMailboxes implements Mailboxes {
    /** James waits for whoever listens to arrivals; should one never answer, the next attempt finds the message stored. */
    private static final Duration APPEND_TIMEOUT = Duration.ofMinutes(1);

    /** Who is told of a message looks at it at once; short, since another program may delete it meanwhile. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private static final int MOST_APPENDED = 1_000;
    private static final long MOST_OCTETS = 8 << 20;

    private final MailboxManager mailboxes;
    private final MessageIdManager messages;
    private final Set<InboxId> doubtful = ConcurrentHashMap.newKeySet();
    private final Recents<Place, RawMessage> appended =
            new Recents<>(new Recents.Bounds(MOST_APPENDED, MOST_OCTETS, REMEMBERED));

    @Inject
    public JamesMailboxes(MailboxManager mailboxes, MessageIdManager messages) {
        this.mailboxes = mailboxes;
        this.messages = ShallowMessages.wholeOf(messages);
    }

    private record Place(InboxId inbox, MailboxMessageId id) {}

    @Override
    public MailboxMessageId append(InboxId inbox, RawMessage message, Labels labels, Instant at) {
        if (!appended.keeps(message.size())) {
            return store(inbox, message, labels, at);
        }
        Octets octets = StorageCalls.run(() -> Octets.of(message));
        MailboxMessageId id = store(inbox, octets, labels, at);
        appended.put(new Place(inbox, id), octets, octets.size());
        return id;
    }

    private MailboxMessageId store(InboxId inbox, RawMessage raw, Labels labels, Instant at) {
        MailboxSession session = OwnSessions.of(inbox);
        Folder folder = Folder.of(labels);
        AppendCommand.Builder command = AppendCommand.builder()
                .withFlags(FlagLabels.write(labels, folder))
                .withInternalDate(Date.from(at))
                .recent()
                .delivery();
        DeepMail.unreadable(raw).ifPresent(command::withParsedMessage);
        MessageManager mailbox = openOrCreate(inbox, folder, session);
        return StorageCalls.run(
                () -> Mono.from(mailbox.appendMessageReactive(command.build(new RawContent(raw)), session))
                        .map(appended -> new MailboxMessageId(
                                appended.getId().getMessageId().serialize()))
                        .blockOptional(APPEND_TIMEOUT)
                        .orElseThrow());
    }

    /** The inbox's mailbox for this folder, made if it is missing. */
    MessageManager openOrCreate(InboxId inbox, Folder folder, MailboxSession session) {
        MailboxPath path = MailboxPath.forUser(Username.of(inbox.value()), folder.mailboxName());
        return StorageCalls.run(() -> {
            try {
                return mailboxes.getMailbox(path, session);
            } catch (MailboxNotFoundException missing) {
                return create(path, session);
            }
        });
    }

    private MessageManager create(MailboxPath path, MailboxSession session) throws Exception {
        try {
            mailboxes.createMailbox(path, MailboxManager.CreateOption.CREATE_SUBSCRIPTION, session);
        } catch (MailboxExistsException madeMeanwhile) {
            return mailboxes.getMailbox(path, session);
        }
        return mailboxes.getMailbox(path, session);
    }

    @Override
    public Optional<StoredMail> find(InboxId inbox, MailboxMessageId id) {
        MailboxSession session = OwnSessions.of(inbox);
        return contents(id, session).stream()
                .flatMap(result -> placement(result.getMailboxId(), result.getFlags(), session).stream()
                        .map(placement -> new Found(placement, result)))
                .min((one, other) -> Placement.DECIDING_FIRST.compare(one.placement(), other.placement()))
                .map(Found::mail);
    }

    /** The message once for each mailbox that it lies in; none if it is gone. */
    private List<MessageResult> contents(MailboxMessageId id, MailboxSession session) {
        return StorageCalls.run(() -> messages.getMessages(List.of(messageId(id)), FetchGroup.FULL_CONTENT, session));
    }

    @Override
    public Optional<RawMessage> octets(InboxId inbox, MailboxMessageId id) {
        return appended.find(new Place(inbox, id))
                .or(() ->
                        contents(id, OwnSessions.of(inbox)).stream().findFirst().map(JamesMailboxes::octets));
    }

    private static RawMessage octets(MessageResult result) {
        return new StoredOctets(() -> result.getFullContent(), result.getSize());
    }

    /** A message where it lies. */
    private record Found(Placement placement, MessageResult result) {
        StoredMail mail() {
            return new StoredMail(
                    new MailboxMessageId(result.getMessageId().serialize()),
                    placement.labels(),
                    result.getInternalDate().toInstant(),
                    octets(result));
        }
    }

    @Override
    public Optional<Labels> labelsOf(InboxId inbox, MailboxMessageId id) {
        return whereIs(inbox, id).map(Placement::labels);
    }

    /** The mailbox that decides on the message's labels; empty if it is gone. */
    Optional<Placement> whereIs(InboxId inbox, MailboxMessageId id) {
        return placements(id, OwnSessions.of(inbox)).stream().findFirst();
    }

    /** Adds a label that is a keyword and leaves the others as they are. */
    void addKeyword(InboxId inbox, MailboxMessageId id, Placement where, Label label) {
        updateFlags(
                id, List.of(where.mailbox()), new Flags(label.keyword()), FlagsUpdateMode.ADD, OwnSessions.of(inbox));
    }

    /** Where the message lies, the placement that decides on its labels first; none if it is gone. */
    private List<Placement> placements(MailboxMessageId id, MailboxSession session) {
        // not messagesMetadata: in memory that goes through all mail of the server, and hangs where others have some
        // hundred messages
        List<MessageResult> found =
                StorageCalls.run(() -> messages.getMessages(List.of(messageId(id)), FetchGroup.MINIMAL, session));
        return found.stream()
                .flatMap(message -> placement(message.getMailboxId(), message.getFlags(), session).stream())
                .sorted(Placement.DECIDING_FIRST)
                .toList();
    }

    private Optional<Placement> placement(MailboxId mailbox, Flags flags, MailboxSession session) {
        return StorageCalls.run(() -> {
            try {
                MailboxPath path = mailboxes.getMailbox(mailbox, session).getMailboxPath();
                return Optional.of(new Placement(mailbox, Folder.named(path.getName()), flags));
            } catch (MailboxNotFoundException deletedMeanwhile) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<MailboxMessageId> search(InboxId inbox, Digest digest, Instant since) {
        MailboxSession session = OwnSessions.of(inbox);
        DigestSearch search = new DigestSearch(messages, session, digest, since);
        Optional<MailboxMessageId> found =
                all(inbox, session).map(search::in).flatMap(Optional::stream).findFirst();
        found.ifPresent(cutOff -> doubtCounters(inbox));
        return found;
    }

    @Override
    public void setLabels(InboxId inbox, List<MailboxMessageId> ids, Labels labels) {
        MailboxSession session = OwnSessions.of(inbox);
        ids.forEach(id -> setLabels(inbox, id, labels, session));
    }

    private void setLabels(InboxId inbox, MailboxMessageId id, Labels labels, MailboxSession session) {
        List<Placement> placements = placements(id, session);
        if (placements.isEmpty()) {
            return;
        }
        Placement deciding = placements.get(0);
        Folder target = Folder.of(labels);
        boolean moves = deciding.mustMove(target);
        Optional<Folder> folder = moves ? Optional.of(target) : deciding.folder();
        FlagLabels.Change change = FlagLabels.change(deciding.flags(), labels, folder);
        List<MailboxId> where = placements.stream().map(Placement::mailbox).toList();
        updateFlags(id, where, change.add(), FlagsUpdateMode.ADD, session);
        updateFlags(id, where, change.remove(), FlagsUpdateMode.REMOVE, session);
        if (moves) {
            MailboxId destination =
                    StorageCalls.run(() -> openOrCreate(inbox, target, session).getId());
            whileItIsThere(() -> messages.setInMailboxes(messageId(id), List.of(destination), session));
        }
    }

    private void updateFlags(
            MailboxMessageId id, List<MailboxId> where, Flags flags, FlagsUpdateMode mode, MailboxSession session) {
        if (flags.getSystemFlags().length > 0 || flags.getUserFlags().length > 0) {
            whileItIsThere(() -> messages.setFlags(flags, mode, messageId(id), where, session));
        }
    }

    private interface Update {
        void run() throws Exception;
    }

    /** A message that goes meanwhile is left out. */
    private static void whileItIsThere(Update update) {
        StorageCalls.run(() -> {
            try {
                update.run();
            } catch (MailboxNotFoundException goneMeanwhile) {
                return Boolean.FALSE;
            }
            return Boolean.TRUE;
        });
    }

    @Override
    public void delete(InboxId inbox, List<MailboxMessageId> ids) {
        ids.forEach(id -> appended.forget(new Place(inbox, id)));
        if (!ids.isEmpty()) {
            MailboxSession session = OwnSessions.of(inbox);
            List<MessageId> all = ids.stream().map(this::messageId).toList();
            StorageCalls.run(() -> Mono.from(messages.delete(all, session)).blockOptional());
        }
    }

    @Override
    public List<MailboxMessageId> drafts(InboxId inbox) {
        MailboxSession session = OwnSessions.of(inbox);
        MailboxPath path = MailboxPath.forUser(Username.of(inbox.value()), Folder.DRAFTS.mailboxName());
        List<ComposedMessageIdWithMetaData> all = open(path, session)
                .map(mailbox -> StorageCalls.all(() -> mailbox.listMessagesMetadata(MessageRange.all(), session)))
                .orElseGet(List::of);
        return all.stream()
                .filter(message -> !message.getFlags().contains(Flags.Flag.DELETED))
                .sorted(Comparator.comparing(
                        message -> message.getComposedMessageId().getUid()))
                .map(message -> new MailboxMessageId(
                        message.getComposedMessageId().getMessageId().serialize()))
                .distinct()
                .toList();
    }

    @Override
    public void forEach(InboxId inbox, Consumer<StoredMail> visitor) {
        MailboxSession session = OwnSessions.of(inbox);
        all(inbox, session)
                .filter(mailbox -> Folder.named(path(mailbox).getName())
                        .filter(Folder.DRAFTS::equals)
                        .isEmpty())
                .forEach(mailbox -> new MailboxWalk(messages, mailbox, session).forEach(visitor));
    }

    /** The mailboxes of an inbox: those every inbox has first, then those a person made. */
    Stream<MessageManager> all(InboxId inbox, MailboxSession session) {
        return paths(inbox, session).stream()
                .sorted(Comparator.comparing(path ->
                        Folder.named(path.getName()).map(Folder::ordinal).orElse(Integer.MAX_VALUE)))
                .flatMap(path -> open(path, session).stream());
    }

    /** A crash may have come between a message of this inbox and its count. */
    void doubtCounters(InboxId inbox) {
        doubtful.add(inbox);
    }

    /** Inboxes whose counters are in doubt; who has checked one removes it. */
    Set<InboxId> doubtful() {
        return doubtful;
    }

    /** Everything in the mailbox, without contents. */
    static List<ComposedMessageIdWithMetaData> list(MessageManager mailbox, MailboxSession session) {
        return StorageCalls.all(() -> mailbox.listMessagesMetadata(MessageRange.all(), session));
    }

    /** In no particular order. */
    List<MailboxPath> paths(InboxId inbox, MailboxSession session) {
        MailboxQuery own = MailboxQuery.builder()
                .userAndNamespaceFrom(MailboxPath.inbox(Username.of(inbox.value())))
                .matchesAllMailboxNames()
                .build();
        return StorageCalls.all(() -> mailboxes.search(own, MailboxSearchFetchType.Minimal, session)).stream()
                .map(MailboxMetaData::getPath)
                .toList();
    }

    private Optional<MessageManager> open(MailboxPath path, MailboxSession session) {
        return StorageCalls.run(() -> {
            try {
                return Optional.of(mailboxes.getMailbox(path, session));
            } catch (MailboxNotFoundException deletedMeanwhile) {
                return Optional.empty();
            }
        });
    }

    static MailboxPath path(MessageManager mailbox) {
        return StorageCalls.run(mailbox::getMailboxPath);
    }

    private MessageId messageId(MailboxMessageId id) {
        return mailboxes.getMessageIdFactory().fromString(id.value());
    }
}
