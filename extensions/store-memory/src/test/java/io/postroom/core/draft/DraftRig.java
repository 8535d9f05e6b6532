package io.postroom.core.draft;

import io.postroom.core.account.ClientId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.Recipients;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Label;
import io.postroom.core.message.LabelChange;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.StoredMail;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.Arrival;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.Receiver;
import io.postroom.core.send.Address;
import io.postroom.core.send.Addressees;
import io.postroom.core.send.Composing;
import io.postroom.core.send.Content;
import io.postroom.core.send.Dispatch;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Links;
import io.postroom.core.send.Outbox;
import io.postroom.core.send.PreparedSending;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.send.Repeats;
import io.postroom.core.send.SendOnce;
import io.postroom.core.send.SendRecords;
import io.postroom.core.signal.Names;
import io.postroom.core.thread.MailRemoval;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryDraftStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemorySendRecords;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeLinkedFiles;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainComposer;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Drafts over memory stores, in the inbox {@link Fixtures#SUPPORT}; the standard domain is {@code agents.example}. */
final class DraftRig {
    static final LabelChange NO_LABELS = new LabelChange(Labels.NONE, Labels.NONE);
    private static final long MAX_OCTETS = 20_000;

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final MemoryDraftStore rows = new MemoryDraftStore();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final FakeOutbox outbox = new FakeOutbox();
    final MemoryListStore lists = new MemoryListStore();
    final Suppressions suppressions = new Suppressions(new MemorySuppressionStore());
    final FakeLinkedFiles files = new FakeLinkedFiles();
    final Inbox inbox = Fixtures.inbox();

    private final KeyedLocks locks = new KeyedLocks();
    private final PlainParser parser = new PlainParser();
    private final Mailboxes mails = crashes.wrap(Mailboxes.class, mailboxes);
    private final DraftStore store = crashes.wrap(DraftStore.class, rows);
    private final MemoryDomainStore domains = new MemoryDomainStore();
    private final DomainRights rights = new DomainRights(new MailDomain("agents.example"), false, domains);
    private final Inboxes service = new Inboxes(
            inboxes,
            new MemoryPodStore(),
            new FakeMailAccounts(),
            new MailRemoval(new FakeMailAccounts(), messages, inboxes, locks, rows::deleteAll),
            rights,
            new RandomNames(new Random(1)),
            Quota.NONE,
            clock);
    private final Receiver receiver = new Receiver(
            crashes.wrap(MessageStore.class, messages),
            new MessageOutlines(parser),
            mails,
            new MemoryEventLog(),
            new LocalEventSignal(),
            locks);
    private final Messages reading =
            new Messages(service, messages, mailboxes, parser, inbox -> Names.NONE, locks, clock);
    private final Links links = new Links(files, clock);
    private final Letters letters = new Letters(new PlainComposer(), MAX_OCTETS);
    private final Composing composing =
            new Composing(reading, parser, letters, links, new Recipients(inboxes, domains));
    private final DraftMails draftMails = new DraftMails(letters, parser);
    private final Dispatch dispatch =
            new Dispatch(letters, receiver, crashes.wrap(Outbox.class, outbox), links, organization -> {});
    private final SendOnce once = new SendOnce(crashes.wrap(SendRecords.class, new MemorySendRecords(clock)), clock);

    final DraftChanges changes = new DraftChanges(inboxes, store, mails, draftMails, locks, clock);
    final Drafts drafts = new Drafts(service, store, mails, draftMails, changes);
    final DraftEditing editing = new DraftEditing(service, store, drafts, mails, draftMails, composing, locks, clock);
    final DraftSending sending = new DraftSending(
            service,
            inboxes,
            organizations,
            store,
            drafts,
            mails,
            new PreparedSending(
                    rights, new RefusedRecipients(suppressions, new ListRules(lists, clock)), dispatch, once),
            new Repeats(clock),
            locks,
            clock);
    final ScheduledDrafts scheduled = new ScheduledDrafts(store, sending, clock);

    DraftRig() {
        organizations.save(Fixtures.organization());
        inboxes.create(inbox);
    }

    /** A message that came in. */
    Message receive(RawMessage raw) {
        Arrival arrival = new Arrival(
                "origin", raw, ContentDigest.of(raw), Labels.of(Label.RECEIVED, Label.UNREAD), true, clock.instant());
        Receiver.Stored stored = receiver.store(inbox, arrival);
        receiver.announce(inbox, stored, arrival);
        return messages.find(inbox.id(), stored.claim().message()).orElseThrow();
    }

    static Addressees to(String... addresses) {
        return new Addressees(List.of(addresses).stream().map(Address::parse).toList(), List.of(), List.of());
    }

    static Content text(String subject, String text) {
        return new Content(
                Optional.of(subject).filter(value -> !value.isEmpty()),
                Optional.of(text),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                Labels.NONE);
    }

    static CreateDraft wish(Addressees addressees, Content content) {
        return new CreateDraft(
                addressees, content, Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** To Ann, of subject {@code Hello} and text {@code Hi}. */
    static CreateDraft hello() {
        return wish(to("ann@example.com"), text("Hello", "Hi"));
    }

    /** For nobody, without a subject, by this name. */
    static CreateDraft named(String name, String text) {
        return new CreateDraft(
                Addressees.NONE,
                text("", text),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ClientId(name)));
    }

    static CreateDraft at(Instant time) {
        CreateDraft hello = hello();
        return new CreateDraft(
                hello.addressees(),
                hello.content(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(time),
                Optional.empty());
    }

    Draft create(CreateDraft wish) {
        return editing.create(Callers.unrestricted(), inbox.id(), wish).draft();
    }

    /** A change of nothing but the text. */
    static UpdateDraft text(String text) {
        return update(new Change.Replace<>(text), new Change.Keep<>());
    }

    /** A change of nothing but the time. */
    static UpdateDraft time(Change<Instant> time) {
        return update(new Change.Keep<>(), time);
    }

    private static UpdateDraft update(Change<String> text, Change<Instant> time) {
        return new UpdateDraft(
                new Change.Keep<>(),
                new Change.Keep<>(),
                new Change.Keep<>(),
                new Change.Keep<>(),
                new Change.Keep<>(),
                text,
                new Change.Keep<>(),
                List.of(),
                List.of(),
                NO_LABELS,
                time);
    }

    OpenedDraft update(DraftId id, UpdateDraft change) {
        return editing.update(Callers.unrestricted(), inbox.id(), id, change);
    }

    OpenedDraft get(DraftId id) {
        return drafts.get(Callers.unrestricted(), id);
    }

    List<Draft> listed() {
        return rows.list(new DraftScope.OfInbox(inbox.id()), MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    /** The mails that are drafts, in the order in which they were stored. */
    List<StoredMail> mails() {
        return mailboxes.all(inbox.id()).stream()
                .filter(mail -> mail.labels().contains(Label.DRAFT))
                .toList();
    }

    /** What a mail client does that stores a draft. */
    MailboxMessageId append(String text) {
        return mailboxes.append(inbox.id(), TextMessage.of(text), Labels.of(Label.DRAFT), clock.instant());
    }

    void expunge(MailboxMessageId mail) {
        mailboxes.delete(inbox.id(), List.of(mail));
    }

    /** The mail of a draft as text with {@code \n} between lines. */
    String mailOf(Draft draft) {
        return mailboxes
                .find(inbox.id(), draft.mailboxId())
                .orElseThrow()
                .raw()
                .toString()
                .replace("\r\n", "\n");
    }

    /** What the reports about all mails that ever were do once they come. */
    void followAll(List<MailboxMessageId> ever) {
        ever.forEach(mail -> changes.follow(inbox.id(), mail));
    }
}
