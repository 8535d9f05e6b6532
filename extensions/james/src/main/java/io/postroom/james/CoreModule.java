package io.postroom.james;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.ApiKeyBelongings;
import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.FirstStart;
import io.postroom.core.account.OrganizationRemoval;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.Organizations;
import io.postroom.core.account.PodBelongings;
import io.postroom.core.account.PodStore;
import io.postroom.core.account.Pods;
import io.postroom.core.account.Quota;
import io.postroom.core.account.ScopeBelongings;
import io.postroom.core.audit.LabelEventStore;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainBelongings;
import io.postroom.core.domain.DomainRemoval;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.draft.DraftStore;
import io.postroom.core.event.EventBelongings;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.EventSignal;
import io.postroom.core.inbox.InboxBelongings;
import io.postroom.core.inbox.InboxRemoval;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.MailAccounts;
import io.postroom.core.inbox.MailDomains;
import io.postroom.core.inbox.OwnedByInbox;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.list.Lists;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.MessageParser;
import io.postroom.core.metric.MetricBelongings;
import io.postroom.core.policy.RefusalBelongings;
import io.postroom.core.policy.RefusalStore;
import io.postroom.core.policy.TrustPolicies;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.MailboxChanges;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.Receiver;
import io.postroom.core.receive.SenderKeys;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.SignedLinks;
import io.postroom.core.secret.Tokens;
import io.postroom.core.signal.OwnNames;
import io.postroom.core.signup.SignUpStore;
import io.postroom.core.thread.MailRemoval;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import io.postroom.core.thread.Threads;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.webhook.MailNotices;
import io.postroom.core.webhook.NoticeRules;
import io.postroom.core.webhook.WebhookBelongings;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookStore;
import io.postroom.core.webhook.Webhooks;
import io.postroom.james.setting.Settings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Core's services, which know nothing of injection, each once. */
final class CoreModule extends AbstractModule {
    @Provides
    @Singleton
    KeyedLocks locks() {
        return new KeyedLocks();
    }

    @Provides
    @Singleton
    Tokens tokens() {
        return new Tokens();
    }

    @Provides
    @Singleton
    Seal seal(MasterKey master) {
        return new Seal(master);
    }

    @Provides
    @Singleton
    SignedLinks signedLinks(MasterKey master, Clock clock) {
        return new SignedLinks(master, clock);
    }

    @Provides
    @Singleton
    RandomNames randomNames() {
        return new RandomNames(new SecureRandom());
    }

    @Provides
    @Singleton
    Organizations organizations(OrganizationStore store, Clock clock) {
        return new Organizations(store, clock);
    }

    /** What goes with a pod or an inbox, beside what is in it. */
    @Provides
    @Singleton
    List<ScopeBelongings> owned(
            ApiKeyStore keys,
            WebhookStore webhooks,
            MetricBelongings metrics,
            Lists lists,
            KnownSenders senders,
            TrustPolicies policies,
            RefusalStore refusals) {
        return List.of(
                new ApiKeyBelongings(keys),
                new WebhookBelongings(webhooks),
                metrics,
                lists,
                senders,
                policies,
                new RefusalBelongings(refusals));
    }

    @Provides
    @Singleton
    OrganizationRemoval organizationRemoval(
            Organizations organizations,
            OrganizationStore store,
            ApiKeyStore keys,
            WebhookStore webhooks,
            InboxStore inboxes,
            InboxRemoval removal,
            DomainStore domains,
            DomainRemoval domainRemoval,
            PodStore pods,
            List<ScopeBelongings> owned,
            Suppressions suppressions,
            MetricBelongings metrics,
            Lists lists,
            TrustPolicies policies,
            RefusalStore refusals,
            SignUpStore signUps,
            EventLog log) {
        return new OrganizationRemoval(
                organizations,
                store,
                keys,
                List.of(
                        new WebhookBelongings(webhooks),
                        new InboxBelongings(inboxes, removal),
                        new DomainBelongings(domains, domainRemoval),
                        new PodBelongings(pods, owned),
                        metrics,
                        lists,
                        policies,
                        new RefusalBelongings(refusals),
                        suppressions,
                        organization -> signUps.delete(organization.id()),
                        new EventBelongings(log)));
    }

    @Provides
    @Singleton
    ApiKeys apiKeys(ApiKeyStore keys, OrganizationStore organizations, Tokens tokens, Clock clock) {
        return new ApiKeys(keys, organizations, tokens, clock);
    }

    @Provides
    @Singleton
    Pods pods(
            PodStore store,
            InboxStore inboxes,
            InboxRemoval removal,
            DomainStore domains,
            DomainRemoval domainRemoval,
            List<ScopeBelongings> owned,
            Clock clock) {
        return new Pods(
                store,
                List.of(new InboxBelongings(inboxes, removal), new DomainBelongings(domains, domainRemoval)),
                owned,
                clock);
    }

    @Provides
    @Singleton
    FirstStart firstStart(OrganizationStore organizations, ApiKeyStore keys, Clock clock) {
        return new FirstStart(organizations, keys, clock);
    }

    @Provides
    @Singleton
    InboxRemoval inboxRemoval(
            MailAccounts accounts,
            MessageStore messages,
            InboxStore inboxes,
            KeyedLocks locks,
            DraftStore drafts,
            LabelEventStore labels,
            List<ScopeBelongings> owned) {
        InboxRemoval others = new OwnedByInbox(owned);
        return new MailRemoval(accounts, messages, inboxes, locks, inbox -> {
            drafts.deleteAll(inbox);
            labels.deleteAll(inbox.id());
            others.remove(inbox);
        });
    }

    @Provides
    @Singleton
    Inboxes inboxes(
            InboxStore store,
            PodStore pods,
            MailAccounts accounts,
            InboxRemoval removal,
            MailDomains domains,
            RandomNames names,
            Settings settings,
            Clock clock) {
        Quota quota = Quotas.of(settings, "limits.inboxes-per-organization", "inboxes");
        return new Inboxes(store, pods, accounts, removal, domains, names, quota, clock);
    }

    @Provides
    @Singleton
    Messages messages(
            Inboxes inboxes,
            MessageStore store,
            Mailboxes mailboxes,
            MessageParser parser,
            OwnNames names,
            KeyedLocks locks,
            Clock clock) {
        return new Messages(inboxes, store, mailboxes, parser, names, locks, clock);
    }

    @Provides
    @Singleton
    Threads threads(Inboxes inboxes, Messages messages, MessageStore store, KeyedLocks locks) {
        return new Threads(inboxes, messages, store, locks);
    }

    @Provides
    @Singleton
    MessageOutlines messageOutlines(MessageParser parser) {
        return new MessageOutlines(parser);
    }

    @Provides
    @Singleton
    Receiver receiver(
            MessageStore store,
            MessageOutlines outlines,
            Mailboxes mailboxes,
            EventLog log,
            EventSignal signal,
            KeyedLocks locks) {
        return new Receiver(store, outlines, mailboxes, log, signal, locks);
    }

    @Provides
    @Singleton
    MailboxChanges mailboxChanges(
            InboxStore inboxes,
            MessageStore store,
            MessageOutlines outlines,
            Mailboxes mailboxes,
            KeyedLocks locks,
            Clock clock) {
        return new MailboxChanges(inboxes, store, outlines, mailboxes, locks, clock);
    }

    @Provides
    @Singleton
    SenderKeys senderKeys(IdempotencyStore keys, MessageParser parser) {
        return new SenderKeys(keys, parser);
    }

    @Provides
    @Singleton
    WebhookChanges webhookChanges(WebhookStore webhooks) {
        return new WebhookChanges(webhooks);
    }

    @Provides
    @Singleton
    MailNotices mailNotices(WebhookStore store, WebhookChanges changes, Seal seal, Tokens tokens, Clock clock) {
        return new MailNotices(store, changes, seal, tokens, clock);
    }

    @Provides
    @Singleton
    NoticeRules noticeRules(WebhookStore store, WebhookChanges changes, Seal seal, Tokens tokens, Clock clock) {
        return new NoticeRules(store, changes, seal, tokens, clock);
    }

    @Provides
    @Singleton
    Webhooks webhooks(
            WebhookStore store,
            WebhookChanges changes,
            PodStore pods,
            InboxStore inboxes,
            Seal seal,
            Tokens tokens,
            Clock clock) {
        return new Webhooks(store, changes, pods, inboxes, seal, tokens, clock);
    }
}
