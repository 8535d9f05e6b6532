package io.postroom.routes.v0;

import io.postroom.core.account.AccessSignal;
import io.postroom.core.account.ApiKey;
import io.postroom.core.account.ApiKeyBelongings;
import io.postroom.core.account.ApiKeyId;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.KeyHash;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Organization;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Organizations;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.account.Pods;
import io.postroom.core.account.Quota;
import io.postroom.core.account.Scope;
import io.postroom.core.account.ScopeBelongings;
import io.postroom.core.account.WatchedApiKeyStore;
import io.postroom.core.account.WatchedOrganizationStore;
import io.postroom.core.audit.LabelAudit;
import io.postroom.core.audit.LabelEvents;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DnsTerms;
import io.postroom.core.domain.DomainBelongings;
import io.postroom.core.domain.DomainRemoval;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.DomainVerification;
import io.postroom.core.domain.Domains;
import io.postroom.core.domain.OwnDomain;
import io.postroom.core.domain.Recipients;
import io.postroom.core.domain.SigningKeys;
import io.postroom.core.draft.DraftChanges;
import io.postroom.core.draft.DraftEditing;
import io.postroom.core.draft.DraftMails;
import io.postroom.core.draft.DraftSending;
import io.postroom.core.draft.Drafts;
import io.postroom.core.event.EventFeeds;
import io.postroom.core.event.EventFields;
import io.postroom.core.event.EventId;
import io.postroom.core.event.EventType;
import io.postroom.core.event.Events;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.inbox.InboxBelongings;
import io.postroom.core.inbox.InboxRemoval;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.OwnedByInbox;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.Lists;
import io.postroom.core.list.Suppression;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageId;
import io.postroom.core.message.RawMessage;
import io.postroom.core.metric.EventMetrics;
import io.postroom.core.metric.EventRollUp;
import io.postroom.core.metric.MetricBelongings;
import io.postroom.core.metric.TouchedInboxes;
import io.postroom.core.metric.UsageMeter;
import io.postroom.core.metric.UsageMetrics;
import io.postroom.core.receive.Arrival;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.Receiver;
import io.postroom.core.search.IndexedRows;
import io.postroom.core.search.Indexing;
import io.postroom.core.search.RowChanges;
import io.postroom.core.search.SearchText;
import io.postroom.core.search.Searching;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.OneTimeCodes;
import io.postroom.core.secret.Seal;
import io.postroom.core.secret.SignedLinks;
import io.postroom.core.secret.Tokens;
import io.postroom.core.send.Composing;
import io.postroom.core.send.Dispatch;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Links;
import io.postroom.core.send.Passages;
import io.postroom.core.send.PreparedSending;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.send.Repeats;
import io.postroom.core.send.SendOnce;
import io.postroom.core.send.Sending;
import io.postroom.core.send.Undo;
import io.postroom.core.signal.Names;
import io.postroom.core.signup.CodeMail;
import io.postroom.core.signup.Premises;
import io.postroom.core.signup.SignUps;
import io.postroom.core.signup.Unverified;
import io.postroom.core.signup.UnverifiedSends;
import io.postroom.core.thread.MailRemoval;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Messages;
import io.postroom.core.thread.Threads;
import io.postroom.core.thread.WatchedMessageStore;
import io.postroom.core.verify.KnownSenders;
import io.postroom.core.webhook.Attempt;
import io.postroom.core.webhook.Delivery;
import io.postroom.core.webhook.DeliveryState;
import io.postroom.core.webhook.Webhook;
import io.postroom.core.webhook.WebhookBelongings;
import io.postroom.core.webhook.WebhookChanges;
import io.postroom.core.webhook.WebhookDeliveries;
import io.postroom.core.webhook.WebhookId;
import io.postroom.core.webhook.Webhooks;
import io.postroom.routes.EventTexts;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryCursorStore;
import io.postroom.store.memory.MemoryDeliveryStore;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryDraftStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryEventSumStore;
import io.postroom.store.memory.MemoryIdempotencyStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryLabelEventStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemorySearchIndex;
import io.postroom.store.memory.MemorySendRecords;
import io.postroom.store.memory.MemorySenderStore;
import io.postroom.store.memory.MemorySignUpStore;
import io.postroom.store.memory.MemorySigningKeyStore;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.store.memory.MemoryUsageStore;
import io.postroom.store.memory.MemoryWebhookStore;
import io.postroom.testkit.FakeDns;
import io.postroom.testkit.FakeLinkedFiles;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FakeNotices;
import io.postroom.testkit.FakeOutbox;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.PlainComposer;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The domain on memory stores, with one organisation and whatever a test puts in. */
public final class World {
    private static final long MAX_MESSAGE = 25 << 20;

    public final FixedClock clock = new FixedClock();
    public final Quota inboxQuota = new Quota("inboxes", 100_000);
    public final Quota domainQuota = new Quota("domains", 5);
    public final MemoryOrganizationStore organizationStore = new MemoryOrganizationStore();
    public final MemoryApiKeyStore keyStore = new MemoryApiKeyStore();
    public final MemoryPodStore podStore = new MemoryPodStore();
    public final MemoryInboxStore inboxStore = new MemoryInboxStore();
    private final MemoryLabelEventStore labelEventStore = new MemoryLabelEventStore();
    private final RowChanges changes = new RowChanges();
    private final TouchedInboxes touched = new TouchedInboxes();
    public final MessageStore messageStore = new WatchedMessageStore(
            new MemoryMessageStore(), List.of(touched, new LabelAudit(labelEventStore, clock), changes));
    public final MemoryWebhookStore webhookStore = new MemoryWebhookStore();
    public final MemoryDraftStore draftStore = new MemoryDraftStore();
    public final MemoryDomainStore domainStore = new MemoryDomainStore();
    public final FakeDns dns = new FakeDns();
    public final FakeMailAccounts accounts = new FakeMailAccounts();
    public final FakeMailboxes mailboxes = new FakeMailboxes();
    final KeyedLocks locks = new KeyedLocks();
    private final LineParser parser = new LineParser();
    private final Tokens tokens = new Tokens();
    final MasterKey master = new MasterKey(new byte[MasterKey.OCTETS]);

    public final AccessSignal access = new AccessSignal();
    private final WatchedApiKeyStore watchedKeys = new WatchedApiKeyStore(keyStore, access);
    private final WatchedOrganizationStore watchedOrganizations =
            new WatchedOrganizationStore(organizationStore, access);
    public final ApiKeys keys = new ApiKeys(watchedKeys, watchedOrganizations, tokens, clock);
    public final Organizations organizations = new Organizations(watchedOrganizations, clock);
    public final MemoryEventLog eventLog = new MemoryEventLog();
    final LocalEventSignal signal = new LocalEventSignal();
    public final Events events = new Events(eventLog, podStore, inboxStore);
    public final EventFeeds feeds = new EventFeeds(eventLog, signal);
    public final EventTexts eventTexts = new EventTexts(new EventFields(mailboxes, parser, inbox -> Names.NONE));
    public final Suppressions suppressions = new Suppressions(new MemorySuppressionStore());
    public final MemoryListStore listStore = new MemoryListStore();
    private final ListRules rules = new ListRules(listStore, clock);
    public final Lists lists = new Lists(listStore, suppressions, rules, clock);
    final RefusedRecipients refused = new RefusedRecipients(suppressions, rules);
    public final KnownSenders knownSenders = new KnownSenders(new MemorySenderStore());
    private final MemoryEventSumStore eventSums = new MemoryEventSumStore();
    private final MemoryUsageStore usageStore = new MemoryUsageStore();
    public final TrustWorld trust = new TrustWorld(clock);
    private final List<ScopeBelongings> owned = List.of(
            new ApiKeyBelongings(watchedKeys),
            new WebhookBelongings(webhookStore),
            new MetricBelongings(eventSums, usageStore),
            lists,
            knownSenders,
            trust);
    private final InboxRemoval ownedByInbox = new OwnedByInbox(owned);
    public final MailRemoval removal = new MailRemoval(accounts, messageStore, inboxStore, locks, inbox -> {
        draftStore.deleteAll(inbox);
        labelEventStore.deleteAll(inbox.id());
        ownedByInbox.remove(inbox);
    });
    private final DomainRights rights = new DomainRights(new MailDomain("agents.example"), false, domainStore);
    public final Inboxes inboxes = new Inboxes(
            inboxStore, podStore, accounts, removal, rights, new RandomNames(new Random(1)), inboxQuota, clock);
    private final SigningKeys signingKeys = new SigningKeys(new Seal(master));
    private final DomainVerification verification = new DomainVerification(
            new DnsTerms(new MailDomain("mx.host.example"), "v=spf1 mx ~all", "v=DMARC1; p=reject"),
            dns,
            accounts,
            domain -> {});
    public final OwnDomain ownDomain =
            new OwnDomain(rights.standard(), new MemorySigningKeyStore(), signingKeys, verification);
    private final DomainRemoval domainRemoval = new DomainRemoval(domainStore, rights, accounts, inboxStore);
    public final Domains domains = new Domains(
            domainStore, podStore, signingKeys, verification, rights, domainRemoval, inboxStore, domainQuota, clock);
    public final Pods pods = new Pods(
            podStore,
            List.of(new InboxBelongings(inboxStore, removal), new DomainBelongings(domainStore, domainRemoval)),
            owned,
            clock);
    public final Messages messages =
            new Messages(inboxes, messageStore, mailboxes, parser, inbox -> Names.NONE, locks, clock);
    public final Threads threads = new Threads(inboxes, messages, messageStore, locks);
    public final Webhooks webhooks = new Webhooks(
            webhookStore, new WebhookChanges(webhookStore), podStore, inboxStore, new Seal(master), tokens, clock);
    public final EventMetrics eventMetrics = new EventMetrics(
            new EventRollUp(eventLog, new MemoryCursorStore(), eventSums), eventSums, inboxStore, clock);
    public final UsageMetrics usageMetrics = new UsageMetrics(
            new UsageMeter(usageStore, messageStore, inboxStore, podStore, domainStore, touched, clock),
            usageStore,
            inboxStore,
            clock);
    public final LabelEvents labelEvents = new LabelEvents(inboxes, messages, labelEventStore);
    public final MemoryDeliveryStore deliveryStore = new MemoryDeliveryStore(clock);
    public final Map<EventType, Webhook> tested = new ConcurrentHashMap<>();
    public final WebhookDeliveries deliveries =
            new WebhookDeliveries(webhooks, deliveryStore, this::redeliver, this::test, clock);
    public final SignedLinks links = new SignedLinks(master, clock);
    private final Receiver receiver =
            new Receiver(messageStore, new MessageOutlines(parser), mailboxes, eventLog, signal, locks);
    private final MemorySearchIndex index = new MemorySearchIndex();
    private final Indexing indexing = new Indexing(
            index,
            changes,
            new IndexedRows(
                    organizationStore,
                    inboxStore,
                    messageStore,
                    eventLog,
                    message -> mailboxes
                            .find(message.inbox(), message.mailboxId())
                            .map(mail -> new SearchText(parser).of(parser.parse(mail.raw())))));
    public final Searching searching = new Searching(index, changes, inboxes, inboxStore, messageStore);
    public final FakeOutbox outbox = new FakeOutbox();
    public final FakeNotices notices = new FakeNotices();
    private final MemorySignUpStore signUpStore = new MemorySignUpStore();
    private final Unverified unverified = new Unverified(signUpStore);
    public final FakeLinkedFiles files = new FakeLinkedFiles();
    private final Links fileLinks = new Links(files, clock);
    final Letters letters = new Letters(new PlainComposer(), MAX_MESSAGE);
    private final Dispatch dispatch =
            new Dispatch(letters, receiver, outbox, fileLinks, new UnverifiedSends(unverified, clock));
    private final SendOnce once = new SendOnce(new MemorySendRecords(clock), clock);
    private final Repeats repeats = new Repeats(clock);
    private final Recipients recipients = new Recipients(inboxStore, domainStore);
    public final Sending sending =
            new Sending(inboxes, rights, refused, messages, parser, dispatch, once, repeats, recipients);
    private final Composing composing = new Composing(messages, new PlainParser(), letters, fileLinks, recipients);
    private final DraftMails draftMails = new DraftMails(letters, new PlainParser());
    private final DraftChanges draftChanges =
            new DraftChanges(inboxStore, draftStore, mailboxes, draftMails, locks, clock);
    public final Drafts drafts = new Drafts(inboxes, draftStore, mailboxes, draftMails, draftChanges);
    public final DraftEditing draftEditing =
            new DraftEditing(inboxes, draftStore, drafts, mailboxes, draftMails, composing, locks, clock);
    public final DraftSending draftSending = new DraftSending(
            inboxes,
            inboxStore,
            organizationStore,
            draftStore,
            drafts,
            mailboxes,
            new PreparedSending(rights, refused, dispatch, once),
            repeats,
            locks,
            clock);

    public final Passages passages = new Passages(new MemoryIdempotencyStore(clock));
    public final Undo undo = new Undo(inboxes, inboxStore, messageStore, mailboxes, passages, locks, clock);

    public final Verification senderVerification = new Verification(this);

    public final SignUps signUps = new SignUps(
            new SignUps.Parts(
                    true,
                    signUpStore,
                    keys,
                    inboxes,
                    new Premises(signUpStore, watchedOrganizations, inboxStore, inboxes, lists, unverified, clock),
                    new OneTimeCodes(master),
                    new CodeMail(letters, notices)),
            new TokenBuckets<>(Allowance.of(10, Duration.ofDays(1)), 100, clock),
            clock);

    public final Organization organization = organizations.create("Example");

    /** As the relay does, but for the telling. */
    private Delivery redeliver(OrganizationId owner, WebhookId webhook, EventId event) {
        Delivery known = deliveryStore.find(webhook, event).orElseThrow();
        Delivery again = known.again(new DeliveryState.Waiting(clock.instant()));
        deliveryStore.update(known, again);
        return again;
    }

    private Attempt test(Webhook webhook, MailEvent event) {
        tested.put(event.type(), webhook);
        return new Attempt(clock.instant(), Optional.of(500), Duration.ofMillis(7), Optional.of("status 500"));
    }

    /** Searches find everything that was done until now. */
    public void settle() {
        indexing.settle();
    }

    /** The secret of a new key for the whole organisation. */
    public String rootKey() {
        return keys.createRoot(organization, "root").secret();
    }

    /** The secret of a key that may do only this. */
    public String keyWith(Permission... granted) {
        return key(organization.id(), new Scope.WholeOrganization(), new Permissions.Only(Set.of(granted)));
    }

    /** The secret of a key that reaches this far. */
    public String keyFor(Scope scope) {
        return key(organization.id(), scope, Permissions.UNRESTRICTED);
    }

    /** The secret of a key of any organisation. */
    public String key(OrganizationId owner, Scope scope, Permissions permissions) {
        String secret = "am_" + UUID.randomUUID();
        keyStore.save(new ApiKey(
                new ApiKeyId(UUID.randomUUID()),
                owner,
                scope,
                permissions,
                "test",
                secret.substring(0, 10),
                KeyHash.of(secret),
                Optional.empty(),
                Optional.empty(),
                clock.instant(),
                clock.instant()));
        return secret;
    }

    /** Delivers a message of {@code received} and {@code unread}, and of these labels; the clock moves on by a second. */
    public Message deliver(InboxId inbox, RawMessage raw, Label... labels) {
        clock.advance(Duration.ofSeconds(1));
        var owner = inboxStore.find(inbox).orElseThrow();
        Labels all = Labels.of(Label.RECEIVED, Label.UNREAD).with(Labels.of(labels));
        Arrival arrival =
                new Arrival(UUID.randomUUID().toString(), raw, ContentDigest.of(raw), all, true, clock.instant());
        Receiver.Stored stored = receiver.store(owner, arrival);
        receiver.announce(owner, stored, arrival);
        return messageStore.find(inbox, stored.claim().message()).orElseThrow();
    }

    /** Delivers a plain message with this id, subject and text. */
    public Message deliver(InboxId inbox, String messageId, String subject, String text, Label... labels) {
        return deliver(inbox, TextMessage.of(messageId, subject, text), labels);
    }

    /** Has the organisation send nothing to the address any more; the clock moves on by a second. */
    public void suppress(String address) {
        clock.advance(Duration.ofSeconds(1));
        suppressions.add(new Suppression(
                organization.id(),
                address,
                Suppression.Cause.BOUNCE,
                "5.1.1",
                new InboxId("support@agents.example"),
                new MessageId("<1@agents.example>"),
                clock.instant()));
    }
}
