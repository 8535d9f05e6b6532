package io.postroom.core.thread;

import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.MailboxMessageId;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.signal.Names;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.testkit.AnyDomain;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import java.util.Random;

/** The services that read and label mail, over memory stores, with the inboxes support and sales. */
final class Reading {
    final FixedClock clock = new FixedClock();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final MemoryMessageStore store = new MemoryMessageStore();
    final Messages messages;
    final Threads threads;

    private final Rows rows = new Rows(store);
    private int filed;

    Reading() {
        MemoryInboxStore inboxStore = new MemoryInboxStore();
        inboxStore.create(Fixtures.inbox(Fixtures.SUPPORT));
        inboxStore.create(Fixtures.inbox(Fixtures.SALES));
        FakeMailAccounts accounts = new FakeMailAccounts();
        KeyedLocks locks = new KeyedLocks();
        Inboxes inboxes = new Inboxes(
                inboxStore,
                new MemoryPodStore(),
                accounts,
                new MailRemoval(accounts, store, inboxStore, locks, inbox -> {}),
                new AnyDomain(),
                new RandomNames(new Random(1)),
                Quota.NONE,
                clock);
        messages = new Messages(inboxes, store, mailboxes, new PlainParser(), inbox -> Names.NONE, locks, clock);
        threads = new Threads(inboxes, messages, store, locks);
    }

    /** Files a message of this number in support, with these labels, in a thread of its own. */
    Message file(int number, Label... labels) {
        return file(Fixtures.message(number).labels(labels).build());
    }

    /** Files a message in the mailbox and in the lists. */
    Message file(Message message) {
        Inbox inbox = Fixtures.inbox(message.inbox());
        MailboxMessageId mailboxId = mailboxes.append(
                message.inbox(),
                TextMessage.of(message.id().value(), "s", "text " + filed++),
                message.labels(),
                message.timestamp());
        Message stored = new Message(
                message.inbox(),
                message.id(),
                message.thread(),
                mailboxId,
                message.digest(),
                message.timestamp(),
                message.labels(),
                message.envelope(),
                message.preview(),
                message.attachments(),
                message.size(),
                message.updatedAt());
        rows.add(inbox, stored);
        return stored;
    }

    Labels labelsInMailbox(Message message) {
        return mailboxes
                .find(message.inbox(), message.mailboxId())
                .orElseThrow()
                .labels();
    }

    static MessageId idOf(int number) {
        return Fixtures.message(number).build().id();
    }
}
