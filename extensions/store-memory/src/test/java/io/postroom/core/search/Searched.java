package io.postroom.core.search;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.message.Message;
import io.postroom.core.secret.Digest;
import io.postroom.core.thread.MailRemoval;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemorySearchIndex;
import io.postroom.testkit.AnyDomain;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.Outage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What searches need, over memory stores, with the inboxes support and sales. */
final class Searched {
    final MemoryMessageStore plain = new MemoryMessageStore();
    final MemorySearchIndex index = new MemorySearchIndex();
    final RowChanges changes = new RowChanges();
    final MessageStore store = new WatchedMessageStore(plain, List.of(changes));
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final Rows rows = new Rows(store);
    final IndexedRows indexed;
    final Indexing indexing;
    final Searching searching;

    final Outage mailboxes = new Outage();

    private final Map<Message, String> texts = new HashMap<>();

    Searched() {
        create(Fixtures.SUPPORT.value());
        create(Fixtures.SALES.value());
        MemoryOrganizationStore organizations = new MemoryOrganizationStore();
        organizations.save(Fixtures.organization());
        indexed = new IndexedRows(organizations, inboxes, store, new MemoryEventLog(), this::text);
        indexing = new Indexing(index, changes, indexed);
        KeyedLocks locks = new KeyedLocks();
        FakeMailAccounts accounts = new FakeMailAccounts();
        FixedClock clock = new FixedClock();
        Inboxes services = new Inboxes(
                inboxes,
                new MemoryPodStore(),
                accounts,
                new MailRemoval(accounts, store, inboxes, locks, inbox -> {}),
                new AnyDomain(),
                new RandomNames(new Random(1)),
                Quota.NONE,
                clock);
        searching = new Searching(index, changes, services, inboxes, store);
    }

    private Optional<String> text(Message message) {
        mailboxes.check();
        return Optional.ofNullable(texts.get(message));
    }

    void create(String address) {
        inboxes.create(Fixtures.inbox(new InboxId(address)));
    }

    /** Adds a message with this text; it is in the index after {@link Indexing#settle}. */
    Message file(Message message, String text) {
        texts.put(message, text);
        rows.add(Fixtures.inbox(message.inbox()), message);
        return message;
    }

    /** Adds a message of which the index hears nothing. */
    Message fileSilently(Message message, String text) {
        texts.put(message, text);
        new Rows(plain).add(Fixtures.inbox(message.inbox()), message);
        return message;
    }

    /** Has another content stand under the id of the message. The index hears of nothing. */
    void replaceSilently(Message message) {
        plain.deleteAll(Fixtures.inbox(message.inbox()));
        Message other = new Message(
                message.inbox(),
                message.id(),
                message.thread(),
                message.mailboxId(),
                Digest.sha256("other"),
                message.timestamp(),
                message.labels(),
                message.envelope(),
                message.preview(),
                message.attachments(),
                message.size(),
                message.updatedAt());
        new Rows(plain).add(Fixtures.inbox(message.inbox()), other);
    }

    /** Deletes the inbox of a message; another organisation makes it anew and gets the same message. The index hears of nothing. */
    void giveAway(Message message) {
        Inbox before = Fixtures.inbox(message.inbox());
        plain.deleteAll(before);
        inboxes.delete(before);
        Inbox after = new Inbox(
                message.inbox(),
                Fixtures.OTHER_ORGANIZATION,
                new PodId(Fixtures.OTHER_ORGANIZATION.value()),
                Optional.empty(),
                Optional.empty(),
                Metadata.EMPTY,
                Fixtures.NOW,
                Fixtures.NOW);
        inboxes.create(after);
        new Rows(plain).add(after, message);
    }
}
