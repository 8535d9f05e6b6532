package io.postroom.core.domain;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Quota;
import io.postroom.core.event.DomainEvents;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemorySigningKeyStore;
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
    final MemorySigningKeyStore ownKeys = new MemorySigningKeyStore();
    final DomainVerification verification =
            new DomainVerification(TERMS, dns, accounts, new DomainEvents(log, new LocalEventSignal()));
    final OwnDomain own = new OwnDomain(STANDARD, ownKeys, keys, verification);
    final DomainSigners signers = new DomainSigners(store, rights, own, recipients, keys);
    final DomainRemoval removal = new DomainRemoval(store, rights, accounts, inboxes);
    final MemoryPodStore pods = new MemoryPodStore();
    final Domains domains = domains(store, inboxes);

    /** The service over other stores. */
    Domains domains(DomainStore domainStore, InboxStore inboxStore) {
        return new Domains(
                domainStore,
                pods,
                keys,
                verification,
                rights,
                new DomainRemoval(domainStore, rights, accounts, inboxStore),
                inboxStore,
                Quota.NONE,
                clock);
    }

    static CreateDomain wish(String name) {
        return new CreateDomain(new MailDomain(name), Optional.empty(), false, true, false, false);
    }

    static CreateDomain withSubdomains(String name) {
        return new CreateDomain(new MailDomain(name), Optional.empty(), false, true, true, false);
    }

    /** An inbox of {@link Fixtures#ORGANIZATION}. */
    Inbox inbox(String address) {
        return inbox(address, Fixtures.ORGANIZATION);
    }

    Inbox inbox(String address, OrganizationId organization) {
        Inbox inbox = new Inbox(
                new InboxId(address),
                organization,
                Fixtures.POD,
                Optional.empty(),
                Optional.empty(),
                Metadata.EMPTY,
                Fixtures.NOW,
                Fixtures.NOW);
        inboxes.create(inbox);
        return inbox;
    }

    List<MailEvent> events() {
        return log.readAfter(Fixtures.ORGANIZATION, Position.START, 100).stream()
                .map(EventLog.Entry::event)
                .toList();
    }
}
