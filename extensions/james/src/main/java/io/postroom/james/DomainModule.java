package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.Quota;
import io.postroom.core.domain.DnsAnswers;
import io.postroom.core.domain.DnsTerms;
import io.postroom.core.domain.DomainNotices;
import io.postroom.core.domain.DomainRemoval;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.DomainSigners;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.domain.DomainVerification;
import io.postroom.core.domain.Domains;
import io.postroom.core.domain.NamesOfInboxes;
import io.postroom.core.domain.OwnDomain;
import io.postroom.core.domain.Recipients;
import io.postroom.core.domain.SigningKeyStore;
import io.postroom.core.domain.SigningKeys;
import io.postroom.core.event.DomainEvents;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.MailAccounts;
import io.postroom.core.inbox.MailDomains;
import io.postroom.core.secret.Seal;
import io.postroom.core.signal.OwnNames;
import io.postroom.james.dns.JamesDnsAnswers;
import io.postroom.james.setting.Settings;
import java.time.Clock;

/** Core's services about domains, each once. */
final class DomainModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(JamesDnsAnswers.class).in(Scopes.SINGLETON);
        bind(DnsAnswers.class).to(JamesDnsAnswers.class);
        bind(MailDomains.class).to(DomainRights.class);
    }

    @Provides
    @Singleton
    DomainRights rights(Settings settings, DomainStore store) {
        MailDomain standard = new MailDomain(settings.text("mail.domain"));
        return new DomainRights(standard, settings.bool("sending.allow-unverified-domains"), store);
    }

    @Provides
    @Singleton
    DnsTerms terms(Settings settings) {
        return new DnsTerms(
                new MailDomain(settings.text("mail.host-name")),
                settings.text("domains.sender-policy"),
                settings.text("domains.dmarc-policy"));
    }

    @Provides
    @Singleton
    SigningKeys signingKeys(Seal seal) {
        return new SigningKeys(seal);
    }

    @Provides
    @Singleton
    OwnNames names(InboxStore inboxes, OrganizationStore organizations, DomainStore domains, DomainRights rights) {
        return new NamesOfInboxes(inboxes, organizations, domains, rights.standard());
    }

    @Provides
    @Singleton
    Recipients recipients(InboxStore inboxes, DomainStore domains) {
        return new Recipients(inboxes, domains);
    }

    @Provides
    @Singleton
    DomainSigners signers(
            DomainStore store, DomainRights rights, OwnDomain own, Recipients recipients, SigningKeys keys) {
        return new DomainSigners(store, rights, own, recipients, keys);
    }

    @Provides
    @Singleton
    DomainNotices notices(EventLog log, EventSignal signal) {
        return new DomainEvents(log, signal);
    }

    @Provides
    @Singleton
    DomainVerification verification(DnsTerms terms, DnsAnswers dns, MailAccounts accounts, DomainNotices notices) {
        return new DomainVerification(terms, dns, accounts, notices);
    }

    @Provides
    @Singleton
    OwnDomain ownDomain(DomainRights rights, SigningKeyStore store, SigningKeys keys, DomainVerification verification) {
        return new OwnDomain(rights.standard(), store, keys, verification);
    }

    @Provides
    @Singleton
    DomainRemoval removal(DomainStore store, DomainRights rights, MailAccounts accounts, InboxStore inboxes) {
        return new DomainRemoval(store, rights, accounts, inboxes);
    }

    @Provides
    @Singleton
    Domains domains(
            DomainStore store,
            PodStore pods,
            SigningKeys keys,
            DomainVerification verification,
            DomainRights rights,
            DomainRemoval removal,
            InboxStore inboxes,
            Settings settings,
            Clock clock) {
        Quota quota = Quotas.of(settings, "limits.domains-per-organization", "domains");
        return new Domains(store, pods, keys, verification, rights, removal, inboxes, quota, clock);
    }
}
