package io.postroom.core.send;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.Recipients;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.SuppressionStore;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.page.PageRequest;
import io.postroom.core.receive.Arrival;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.Receiver;
import io.postroom.core.signal.Names;
import io.postroom.core.thread.MailRemoval;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryIdempotencyStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemorySendRecords;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeLinkedFiles;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainComposer;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.PlainReportParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Sending over memory stores, from the inbox {@link Fixtures#SUPPORT}; the standard domain is {@code agents.example}. */
final class SendRig {
    static final long MAX_OCTETS = 20_000;

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final MemoryEventLog log = new MemoryEventLog();
    final MemorySendRecords records = new MemorySendRecords(clock);
    final MemorySuppressionStore suppressionStore = new MemorySuppressionStore();
    final Suppressions suppressions = new Suppressions(crashes.wrap(SuppressionStore.class, suppressionStore));
    final MemoryListStore lists = new MemoryListStore();
    private final RefusedRecipients refused =
            new RefusedRecipients(suppressions, new ListRules(crashes.wrap(ListStore.class, lists), clock));
    final FakeOutbox outbox = new FakeOutbox();
    final FakeLinkedFiles files = new FakeLinkedFiles();
    final Inbox inbox = Fixtures.inbox();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final MemoryDomainStore domains = new MemoryDomainStore();
    private final DomainRights rights = new DomainRights(new MailDomain("agents.example"), false, domains);
    final Receiver receiver;
    final Dispatch dispatch;
    final Sending sending;
    final Outcomes outcomes;
    final Passages passages;
    final Undo undo;
    final Reports reports;

    SendRig() {
        inboxes.create(inbox);
        KeyedLocks locks = new KeyedLocks();
        LocalEventSignal signal = new LocalEventSignal();
        MessageStore store = crashes.wrap(MessageStore.class, messages);
        Mailboxes mails = crashes.wrap(Mailboxes.class, mailboxes);
        EventLog events = crashes.wrap(EventLog.class, log);
        PlainParser parser = new PlainParser();
        FakeMailAccounts accounts = new FakeMailAccounts();
        Inboxes service = new Inboxes(
                inboxes,
                new MemoryPodStore(),
                accounts,
                new MailRemoval(accounts, messages, inboxes, locks, removed -> {}),
                rights,
                new RandomNames(new Random(1)),
                Quota.NONE,
                clock);
        receiver = new Receiver(store, new MessageOutlines(parser), mails, events, signal, locks);
        Letters letters = new Letters(new PlainComposer(), MAX_OCTETS);
        Outbox out = crashes.wrap(Outbox.class, outbox);
        dispatch = new Dispatch(letters, receiver, out, new Links(files, clock), organization -> {});
        SendOnce once = new SendOnce(crashes.wrap(SendRecords.class, records), clock);
        Messages reading = new Messages(service, messages, mailboxes, parser, inbox -> Names.NONE, locks, clock);
        sending = new Sending(
                service,
                rights,
                refused,
                reading,
                parser,
                dispatch,
                once,
                new Repeats(clock),
                new Recipients(inboxes, domains));
        passages = new Passages(crashes.wrap(IdempotencyStore.class, new MemoryIdempotencyStore(clock)));
        undo = new Undo(service, inboxes, store, mails, passages, locks, clock);
        outcomes = new Outcomes(inboxes, store, mails, suppressions, refused, events, signal, locks, clock);
        reports = new Reports(new PlainReportParser(), store, outcomes);
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

    static Letter letter(String id, String from) {
        return new Letter(
                new MessageId(id),
                Fixtures.NOW,
                Address.parse(from),
                to("ann@example.com"),
                text("s", "t"),
                List.of(),
                false);
    }

    List<Message> listed() {
        return messages.list(inbox.id(), MessageFilter.ALL, PageRequest.first(100))
                .items();
    }

    List<MailEvent> events() {
        return log.readAfter(inbox.organization(), Position.START, 1000).stream()
                .map(EventLog.Entry::event)
                .toList();
    }
}
