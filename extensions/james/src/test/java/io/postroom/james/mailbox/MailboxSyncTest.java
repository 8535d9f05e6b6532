package io.postroom.james.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.draft.DraftChanges;
import io.postroom.core.draft.DraftMails;
import io.postroom.core.draft.DraftScope;
import io.postroom.core.message.Folder;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.MailboxChanges;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.send.Letters;
import io.postroom.core.thread.ThreadSummary;
import io.postroom.james.mime.MimeMessageParser;
import io.postroom.james.send.MimeComposer;
import io.postroom.store.memory.MemoryDraftStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMailboxMarks;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.mail.Flags;
import javax.mail.Flags.Flag;
import org.apache.james.mailbox.MailboxSession;
import org.apache.james.mailbox.MessageManager;
import org.apache.james.mailbox.MessageManager.AppendCommand;
import org.apache.james.mailbox.MessageManager.FlagsUpdateMode;
import org.apache.james.mailbox.model.MessageRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxSyncTest {
    private static final Duration POLL = Duration.ofMillis(1);
    private static final InboxId INBOX = Fixtures.SUPPORT;
    private static final Labels NEW = Labels.of(Label.RECEIVED, Label.UNREAD);

    private final MemoryJames james = new MemoryJames();
    private final MailboxSession client = james.client(INBOX);
    private final MemoryMessageStore rows = new MemoryMessageStore();
    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    private final MemoryMailboxMarks marks = new MemoryMailboxMarks();
    private final JamesMailboxes mailboxes = new JamesMailboxes(james.mailboxes, james.messages);
    private final KeyedLocks locks = new KeyedLocks();
    private final FixedClock clock = new FixedClock();
    private final MimeMessageParser parser = new MimeMessageParser();
    private final MailboxChanges changes =
            new MailboxChanges(inboxes, rows, new MessageOutlines(parser), mailboxes, locks, clock);
    private final MemoryDraftStore drafts = new MemoryDraftStore();
    private final DraftMails draftMails = new DraftMails(new Letters(new MimeComposer(), 1 << 20), parser);
    private final DraftChanges draftChanges = new DraftChanges(inboxes, drafts, mailboxes, draftMails, locks, clock);
    private final MailboxFollower follower = new MailboxFollower(inboxes, rows, changes, draftChanges, mailboxes);
    private MailboxSync sync = newSync();

    private MailboxSync newSync() {
        return new MailboxSync(
                james.resources.getEventBus(),
                organizations,
                inboxes,
                rows,
                marks,
                james.mailboxes,
                mailboxes,
                StoredCounters.NONE,
                follower);
    }

    @BeforeEach
    void makeAnInbox() {
        organizations.save(Fixtures.organization());
        inboxes.create(Fixtures.inbox());
        for (Folder folder : Folder.values()) {
            mailboxes.openOrCreate(INBOX, folder, client);
        }
    }

    @AfterEach
    void stop() {
        sync.close();
    }

    @Test
    void flagsAndKeywordsBecomeLabels() throws Exception {
        sync.start();
        MailboxMessageId id = received("<1@example.com>");
        Flags flags = new Flags(Flag.SEEN);
        flags.add(Flag.FLAGGED);
        flags.add("Urgent");

        mailbox("INBOX").setFlags(flags, FlagsUpdateMode.ADD, MessageRange.all(), client);

        awaitLabels(id, Labels.of(Label.RECEIVED, Label.STARRED, new Label("urgent")));
    }

    @Test
    void aMoveIsNoDeletion() throws Exception {
        sync.start();
        MailboxMessageId id = received("<1@example.com>");

        move("INBOX", "Trash");
        awaitLabels(id, NEW.with(Labels.of(Label.TRASH)));

        move("Trash", "INBOX");
        awaitLabels(id, NEW);
    }

    @Test
    void aMoveIntoTheArchiveAndOutOfItIsALabel() throws Exception {
        sync.start();
        MailboxMessageId id = received("<1@example.com>");

        move("INBOX", "Archive");
        awaitLabels(id, NEW.with(Labels.of(Label.ARCHIVED)));
        move("Archive", "Trash");
        awaitLabels(id, NEW.with(Labels.of(Label.TRASH)));
        move("Trash", "Archive");
        awaitLabels(id, NEW.with(Labels.of(Label.ARCHIVED)));
        move("Archive", "INBOX");
        awaitLabels(id, NEW);
    }

    @Test
    void anExpungedMessageLosesItsRow() throws Exception {
        sync.start();
        received("<1@example.com>");

        mailbox("INBOX").setFlags(new Flags(Flag.DELETED), FlagsUpdateMode.ADD, MessageRange.all(), client);
        mailbox("INBOX").expunge(MessageRange.all(), client);

        await(() -> all().isEmpty());
    }

    @Test
    void anAppendedMessageGetsARow() throws Exception {
        sync.start();

        append("INBOX", "<1@example.com>", new Flags(Flag.SEEN));
        append("Sent", "<2@example.com>", new Flags());
        append("Drafts", "<3@example.com>", new Flags());

        await(() -> all().stream()
                .map(Message::labels)
                .toList()
                .equals(List.of(Labels.of(Label.RECEIVED), Labels.of(Label.SENT, Label.UNREAD))));
    }

    @Test
    void aDraftThatIsMovedOutGetsARow() throws Exception {
        sync.start();
        append("Drafts", "<1@example.com>", new Flags(Flag.SEEN));

        move("Drafts", "Sent");

        await(() -> all().stream().map(Message::labels).toList().equals(List.of(Labels.of(Label.SENT))));
    }

    private int drafts() {
        return drafts.list(new DraftScope.OfInbox(INBOX), MessageFilter.ALL, PageRequest.first())
                .items()
                .size();
    }

    @Test
    void aDraftIsListedAmongTheDraftsUnlessItIsMarkedAsDeleted() throws Exception {
        sync.start();
        append("Drafts", "<1@example.com>", new Flags(Flag.SEEN));
        await(() -> drafts() == 1);

        mailbox("Drafts").setFlags(new Flags(Flag.DELETED), FlagsUpdateMode.ADD, MessageRange.all(), client);
        await(() -> drafts() == 0);

        mailbox("Drafts").setFlags(new Flags(Flag.DELETED), FlagsUpdateMode.REMOVE, MessageRange.all(), client);
        await(() -> drafts() == 1);
        assertThat(all()).isEmpty();
    }

    @Test
    void aMessageThatIsMovedAmongTheDraftsIsNoMessageAnyMore() throws Exception {
        sync.start();
        received("<1@example.com>");

        move("INBOX", "Drafts");

        await(() -> drafts() == 1 && all().isEmpty());
    }

    @Test
    void whatWeStoreAmongTheDraftsIsFollowedToo() throws Exception {
        sync.start();

        mailboxes.append(
                INBOX, TextMessage.of("<1@example.com>", "Subject", "Text"), Labels.of(Label.DRAFT), Fixtures.NOW);

        await(() -> drafts() == 1);
    }

    @Test
    void theStartFindsDraftsThatNobodyReported() throws Exception {
        append("Drafts", "<1@example.com>", new Flags(Flag.SEEN));

        sync.start();

        await(() -> drafts() == 1);
    }

    @Test
    void aDeletedMailboxTakesItsRowsAlong() throws Exception {
        sync.start();
        received("<1@example.com>");
        james.mailboxes.createMailbox(james.path(INBOX, "Work"), client);
        append("Work", "<2@example.com>", new Flags());
        await(() -> all().size() == 2);

        james.mailboxes.deleteMailbox(james.path(INBOX, "Work"), client);

        await(() -> all().size() == 1);
    }

    @Test
    void theStartFindsWhatWasMissed() throws Exception {
        MailboxMessageId relabelled = received("<1@example.com>");
        mailbox("INBOX").setFlags(new Flags(Flag.SEEN), FlagsUpdateMode.ADD, MessageRange.all(), client);
        MailboxMessageId moved = received("<2@example.com>");
        james.mailboxes.moveMessages(
                MessageRange.from(mailbox("INBOX")
                        .getMetaData(
                                MessageManager.MailboxMetaData.RecentMode.IGNORE,
                                client,
                                MessageManager.MailboxMetaData.FetchGroup.NO_COUNT)
                        .getUidNext()
                        .previous()),
                james.path(INBOX, "INBOX"),
                james.path(INBOX, "Spam"),
                client);
        append("Archive", "<3@example.com>", new Flags());

        sync.start();

        awaitLabels(relabelled, Labels.of(Label.RECEIVED));
        awaitLabels(moved, NEW.with(Labels.of(Label.SPAM)));
        await(() -> all().size() == 3);
    }

    @Test
    void theStartFindsWhatWasRemovedSinceTheMark() throws Exception {
        sync.start();
        received("<1@example.com>");
        sync.close();
        assertThat(marks.list(INBOX)).anyMatch(mark -> mark.messages() == 1);
        mailbox("INBOX").setFlags(new Flags(Flag.DELETED), FlagsUpdateMode.ADD, MessageRange.all(), client);
        mailbox("INBOX").expunge(MessageRange.all(), client);

        sync = newSync();
        MailboxComparison comparison =
                new MailboxComparison(mailboxes, new MailboxStates(james.mailboxes), marks, rows, follower);

        assertThat(comparison.compare(INBOX)).isEqualTo(1);
        assertThat(all()).isEmpty();
        assertThat(comparison.compare(INBOX)).isZero();
    }

    @Test
    void theStopAwaitsTheInboxThatIsBeingCompared() throws Exception {
        MailboxMessageId missed = received("<1@example.com>");
        mailbox("INBOX").setFlags(new Flags(Flag.SEEN), FlagsUpdateMode.ADD, MessageRange.all(), client);
        Thread closer = new Thread(sync::close);

        locks.run(INBOX, () -> {
            sync.start();
            await(MailboxSyncTest::comparisonAwaitsTheInbox);
            closer.start();
            await(() -> closer.getState() == Thread.State.TIMED_WAITING);
        });
        closer.join();

        assertThat(rows.findByMailboxId(INBOX, missed).orElseThrow().labels()).isEqualTo(Labels.of(Label.RECEIVED));
        assertThat(marks.list(INBOX)).anyMatch(mark -> mark.messages() == 1);
    }

    private static boolean comparisonAwaitsTheInbox() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("mailbox-sync"))
                .flatMap(thread -> Stream.of(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().equals(KeyedLocks.class.getName()));
    }

    @Test
    void theStartLeavesToTheSpoolWhatIsStillInIt() {
        mailboxes.append(INBOX, mail("<1@example.com>"), NEW, Fixtures.NOW);
        MailboxComparison comparison =
                new MailboxComparison(mailboxes, new MailboxStates(james.mailboxes), marks, rows, follower);

        comparison.compare(INBOX);

        assertThat(all()).isEmpty();
    }

    @Test
    void aRebuildMakesEveryRowAnewAndRemovesThoseWhoseMailIsGone() throws Exception {
        MailboxMessageId gone = received("<1@example.com>");
        mailboxes.append(INBOX, mail("<2@example.com>"), NEW, Fixtures.NOW);
        mailboxes.delete(INBOX, List.of(gone));
        List<MailboxMessageId> seen = new ArrayList<>();

        follower.followAll(INBOX, seen::add);

        assertThat(all()).extracting(message -> message.id().value()).containsExactly("<2@example.com>");
        assertThat(seen).hasSize(2).contains(gone);
    }

    @Test
    void aRebuildTellsEachThreadAsItsMessagesAre() {
        MailboxMessageId id = received("<1@example.com>");
        Message message = rows.findByMailboxId(INBOX, id).orElseThrow();
        ThreadSummary thread = ThreadSummary.startedBy(message);
        ThreadSummary wrong =
                ThreadSummary.startedBy(message.withLabels(NEW.with(Labels.of(Label.ARCHIVED)), Fixtures.NOW));
        rows.update(Fixtures.inbox(), message, message, thread, wrong);

        follower.followAll(INBOX, each -> {});

        assertThat(rows.findThread(message.thread())).contains(thread);
    }

    private MailboxMessageId received(String id) {
        MailboxMessageId stored = mailboxes.append(INBOX, mail(id), NEW, Fixtures.NOW);
        changes.appeared(INBOX, stored);
        return stored;
    }

    private void append(String mailbox, String id, Flags flags) throws Exception {
        mailbox(mailbox).appendMessage(AppendCommand.builder().withFlags(flags).build(mail(id).octets()), client);
    }

    private void move(String from, String to) throws Exception {
        james.mailboxes.moveMessages(MessageRange.all(), james.path(INBOX, from), james.path(INBOX, to), client);
    }

    private static TextMessage mail(String id) {
        return TextMessage.of(id, "Hello", "text");
    }

    private MessageManager mailbox(String name) throws Exception {
        return james.mailbox(INBOX, name);
    }

    private List<Message> all() {
        return rows.list(INBOX, MessageFilter.ALL, new PageRequest(100, Optional.empty(), true))
                .items();
    }

    private void awaitLabels(MailboxMessageId id, Labels labels) {
        await(() -> rows.findByMailboxId(INBOX, id)
                .map(Message::labels)
                .filter(labels::equals)
                .isPresent());
    }

    /** What a failure shows: whether the mailbox or the rows are behind, and what those who should be at work do. */
    private String state() {
        List<MailboxMessageId> mails = new ArrayList<>();
        mailboxes.forEach(INBOX, mail -> mails.add(mail.id()));
        String threads = Thread.getAllStackTraces().entrySet().stream()
                .map(thread -> thread.getKey() + " " + List.of(thread.getValue()))
                .collect(Collectors.joining("\n"));
        return "rows: " + all() + "\nmails: " + mails + "\n" + threads;
    }

    private void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(this::state).isBefore(deadline);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
