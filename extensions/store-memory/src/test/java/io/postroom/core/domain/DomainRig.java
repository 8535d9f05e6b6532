package io.postroom.core.domain;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.event.DomainEvents;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.testkit.FakeDns;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.util.List;
import java.util.Optional;

/** Domains over memory stores and a DNS in maps. */
final class DomainRig {
    static final MailDomain STANDARD = new MailDomain("agents.example");
    static final String HOST = "mx.host.example";
    private static final DnsTerms TERMS = new DnsTerms(new MailDomain(HOST), "v=spf1 mx ~all", "v=DMARC1; p=reject");

    final FixedClock clock = new FixedClock();
    final FakeDns dns = new FakeDns();
    final FakeMailAccounts accounts = new FakeMailAccounts();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final MemoryDomainStore store = new MemoryDomainStore();
    final EventLog log = new MemoryEventLog();
    final SigningKeys keys = new SigningKeys(new Seal(new MasterKey(new byte[MasterKey.OCTETS])));
    final DomainRights rights = new DomainRights(STANDARD, false, store);
    final Recipients recipients = new Recipients(inboxes, store);
    final DomainSigners signers = new DomainSigners(store, rights, recipients, keys);
    final DomainRemoval removal = new DomainRemoval(store, rights, accounts, inboxes);
    final MemoryPodStore pods = new MemoryPodStore();
    final Domains domains = new Domains(
            store,
            pods,
            keys,
            new DomainVerification(TERMS, dns, accounts, new DomainEvents(log, new LocalEventSignal())),
            rights,
            removal,
            inboxes,
            clock);

    static CreateDomain wish(String name) {
        return new CreateDomain(new MailDomain(name), Optional.empty(), false, true, false, false);
    }

    static CreateDomain withSubdomains(String name) {
        return new CreateDomain(new MailDomain(name), Optional.empty(), false, true, true, false);
    }

    /** An inbox of {@link Fixtures#ORGANIZATION}. */
    Inbox inbox(String address) {
        Inbox inbox = Fixtures.inbox(new InboxId(address));
        inboxes.create(inbox);
        return inbox;
    }

    List<MailEvent> events() {
        return log.readAfter(Fixtures.ORGANIZATION, Position.START, 100).stream()
                .map(EventLog.Entry::event)
                .toList();
    }
}
