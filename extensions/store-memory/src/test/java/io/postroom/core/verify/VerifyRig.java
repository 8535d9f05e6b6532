package io.postroom.core.verify;

import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Scope;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListType;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.send.Letters;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.thread.MessageLabels;
import io.postroom.core.thread.Rows;
import io.postroom.core.trust.ArcFinding;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryIdempotencyStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemorySenderStore;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FakeNotices;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainComposer;
import io.postroom.testkit.TextMessage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Verification over memory stores, for the inbox {@link Fixtures#SUPPORT}; the standard domain is {@code agents.example}. */
final class VerifyRig {
    static final SenderAddress ANN = new SenderAddress("ann@example.com");
    static final VerificationSettings ON = new VerificationSettings(true, true, true, 3);
    private static final Pattern LINK = Pattern.compile("https://mail\\.example/verify/(\\S+)");
    private static final Pattern ID = Pattern.compile("(?m)^Message-ID: (\\S+)");

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final MemorySenderStore store = new MemorySenderStore();
    final KnownSenders known = new KnownSenders(crashes.wrap(SenderStore.class, store));
    final MemoryListStore listStore = new MemoryListStore();
    final ListRules lists = new ListRules(listStore, clock);
    final MemoryDomainStore domains = new MemoryDomainStore();
    final FakeNotices notices = new FakeNotices();
    final MemoryEventLog log = new MemoryEventLog();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final Suppressions suppressions = new Suppressions(new MemorySuppressionStore());
    final MemoryIdempotencyStore daily = new MemoryIdempotencyStore(clock);
    final ChallengeTokens tokens = new ChallengeTokens(new MasterKey(new byte[MasterKey.OCTETS]), clock);
    final Inbox inbox = Fixtures.inbox();
    final VerificationSettings settings;
    final Confirmations confirmations;

    VerifyRig() {
        this(ON);
    }

    VerifyRig(VerificationSettings settings) {
        this.settings = settings;
        inboxes.create(inbox);
        confirmations = new Confirmations(
                settings,
                known,
                tokens,
                inboxes,
                new MessageLabels(messages, mailboxes, new KeyedLocks(), clock),
                log,
                new LocalEventSignal(),
                clock);
    }

    SenderVerification verification() {
        return new SenderVerification(settings, known, lists);
    }

    /** A new one each time, as after a start. */
    Challenges challenges() {
        return new Challenges(
                new Challenges.Parts(
                        settings,
                        known,
                        daily,
                        new RefusedRecipients(suppressions, lists),
                        new OwnDomains(new MailDomain("agents.example"), domains),
                        tokens,
                        new ChallengeMail(
                                new Letters(new PlainComposer(), 1 << 20),
                                notices,
                                token -> "https://mail.example/verify/" + token)),
                clock);
    }

    /** A message that lies in the inbox. */
    Message message(int number, Label... more) {
        Labels labels = Labels.of(Label.RECEIVED, Label.UNREAD).with(Labels.of(more));
        TextMessage raw = TextMessage.of("From: Ann <ann@example.com>\nSubject: secret " + number + "\n\nText\n");
        Message message = Fixtures.message(number)
                .labels(labels.values().toArray(Label[]::new))
                .storedAs(mailboxes.append(inbox.id(), raw, labels, clock.instant()))
                .build();
        new Rows(messages).add(inbox, message);
        return message;
    }

    Message stored(Message message) {
        return messages.find(inbox.id(), message.id()).orElseThrow();
    }

    /** The token in the latest mail. */
    String token() {
        return found(LINK);
    }

    /** The Message-ID of the latest mail. */
    String mailId() {
        return found(ID);
    }

    private String found(Pattern pattern) {
        Matcher matcher = pattern.matcher(notices.last().text());
        if (!matcher.find()) {
            throw new AssertionError(pattern + " is not in " + notices.last().text());
        }
        return matcher.group(1);
    }

    List<EventBody.SenderVerified> events() {
        return log.readAfter(Fixtures.ORGANIZATION, Position.START, 100).stream()
                .map(entry -> (EventBody.SenderVerified) entry.event().body())
                .toList();
    }

    void allow(Direction direction, ListType type, String name) {
        ListKey list =
                new ListKey(Fixtures.ORGANIZATION, new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT), direction, type);
        listStore.save(new ListEntry(list, new EntryName(name), Optional.empty(), Fixtures.NOW));
    }

    static SenderEvidence aligned(String domain) {
        return dmarc(Result.PASS, domain, DmarcFinding.Alignment.DKIM);
    }

    static SenderEvidence dmarc(Result result, String domain, DmarcFinding.Alignment alignment) {
        Authentication found = new Authentication(
                SpfFinding.none("test"),
                List.of(),
                new DmarcFinding(result, Optional.of(new MailDomain(domain)), DmarcPolicy.NONE, alignment, "test"),
                ArcFinding.none("test"));
        return new SenderEvidence(found, Optional.empty());
    }
}
