package io.postroom.mailets;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.event.EventLog;
import io.postroom.core.event.LocalEventSignal;
import io.postroom.core.event.MailEvent;
import io.postroom.core.event.Position;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.Suppressions;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Mailboxes;
import io.postroom.core.message.Message;
import io.postroom.core.message.MessageFilter;
import io.postroom.core.message.MessageParser;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.policy.RefusalLog;
import io.postroom.core.policy.SenderCheck;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustRules;
import io.postroom.core.receive.AnswerBudget;
import io.postroom.core.receive.Hops;
import io.postroom.core.receive.IdempotencyStore;
import io.postroom.core.receive.InboundLists;
import io.postroom.core.receive.MessageOutlines;
import io.postroom.core.receive.Receiver;
import io.postroom.core.receive.SenderKeys;
import io.postroom.core.receive.SpooledOctets;
import io.postroom.core.scan.GuardedScanner;
import io.postroom.core.scan.Scanners;
import io.postroom.core.send.FeedbackMail;
import io.postroom.core.send.Outcomes;
import io.postroom.core.send.RefusedRecipients;
import io.postroom.core.send.Reports;
import io.postroom.core.thread.MessageStore;
import io.postroom.core.thread.Rows;
import io.postroom.core.trust.Networks;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryEventLog;
import io.postroom.store.memory.MemoryIdempotencyStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryRefusalStore;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.store.memory.MemoryTrustPolicyStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeMailboxes;
import io.postroom.testkit.FakeSpooledOctets;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.PlainParser;
import io.postroom.testkit.PlainReportParser;
import io.postroom.testkit.ScriptedAuthenticator;
import io.postroom.testkit.ScriptedScanner;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.GenericMailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailetConfig;

/** The mailets in their order over memory stores, with a spool that keeps what is postponed. Its inboxes are support and sales. */
final class Mailroom {
    static final String STATE = "local-delivery";
    static final int ANSWERS_PER_HOUR = 3;
    static final int MOST_HOPS = 30;

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final FakeMailboxes mailboxes = new FakeMailboxes();
    final MemoryMessageStore messages = new MemoryMessageStore();
    final MemoryEventLog log = new MemoryEventLog();
    final MemoryInboxStore inboxes = new MemoryInboxStore();
    final Deque<Postponed> spool = new ArrayDeque<>();
    boolean spoolIsFull;

    /** Find mail that says SPAM and VIRUS. */
    final ScriptedScanner spam = new ScriptedScanner("SPAM");

    final ScriptedScanner viruses = new ScriptedScanner("VIRUS");
    final Scanners scanners = new Scanners(
            new GuardedScanner("spam scanner", Optional.of(spam), 1 << 20, clock),
            new GuardedScanner("virus scanner", Optional.of(viruses), 1 << 20, clock));

    /** What VerifySender is told; and what the server says of suspect mail, where no policy does. */
    final ScriptedAuthenticator authenticator = new ScriptedAuthenticator();

    final MemoryTrustPolicyStore policies = new MemoryTrustPolicyStore();
    final MemoryRefusalStore refusals = new MemoryRefusalStore(clock);
    final RefusalLog refusalLog = new RefusalLog(refusals, clock);
    final TrustRules trustRules = new TrustRules(
            policies,
            new TrustPolicy(Map.of(
                    Suspicion.FAILED, Treatment.REJECT,
                    Suspicion.UNPROVEN, Treatment.LABEL,
                    Suspicion.BLOCKED, Treatment.LABEL)),
            clock);

    final CarriesVirus carriesVirus;
    final VerifySender verify;
    final ClassifyInbound classify;
    final DetectLoops detectLoops;
    final HonourIdempotencyKey honour;
    final ReadReports readReports;
    final DeliverToInbox deliver;
    final FanOut fanOut;
    final RecogniseSender recognise;
    final Verification verification;
    final RefuseSuppressed refuse;
    final NoteRecipients noteRecipients;
    final MemoryDomainStore domains = new MemoryDomainStore();
    final MemoryListStore lists = new MemoryListStore();
    final Suppressions suppressions = new Suppressions(new MemorySuppressionStore());
    final Outcomes outcomes;

    private final InboxStore inboxStore;
    private final FeedbackMail feedback;

    private final Map<MimeMessage, byte[]> originals = Collections.synchronizedMap(new IdentityHashMap<>());

    /** A mail that went back to the spool. */
    record Postponed(Mail mail, Duration delay) {}

    Mailroom() throws MessagingException {
        inboxes.create(Fixtures.inbox(Fixtures.SUPPORT));
        inboxes.create(Fixtures.inbox(Fixtures.SALES));
        MessageParser parser = new PlainParser();
        SpooledOctets<MimeMessage> octets = new FakeSpooledOctets<>(originals::get);
        inboxStore = crashes.wrap(InboxStore.class, inboxes);
        MessageOutlines outlines = new MessageOutlines(parser);
        MessageStore rows = crashes.wrap(MessageStore.class, messages);
        Mailboxes mails = crashes.wrap(Mailboxes.class, mailboxes);
        EventLog events = crashes.wrap(EventLog.class, log);
        LocalEventSignal signal = new LocalEventSignal();
        KeyedLocks locks = new KeyedLocks();
        Receiver receiver = new Receiver(rows, outlines, mails, events, signal, locks);
        ListRules rules = new ListRules(crashes.wrap(ListStore.class, lists), clock);
        RefusedRecipients refused = new RefusedRecipients(suppressions, rules);
        outcomes = new Outcomes(inboxStore, rows, mails, suppressions, refused, events, signal, locks, clock);
        feedback = new FeedbackMail(new DomainRights(new MailDomain("standard.example"), true, domains));
        SenderKeys keys =
                new SenderKeys(crashes.wrap(IdempotencyStore.class, new MemoryIdempotencyStore(clock)), parser);
        AnswerBudget budget = new AnswerBudget(ANSWERS_PER_HOUR, rows, clock);
        detectLoops = initialized(new DetectLoops(new Hops(MOST_HOPS), budget, outlines, octets, inboxStore));
        KeptOut keptOut = new KeptOut(refusalLog, outlines, octets, clock);
        classify = initialized(new ClassifyInbound(
                outlines, octets, new InboundLists(rules, rows, false), trustRules, keptOut, scanners, inboxStore));
        OwnDomains own = new OwnDomains(new MailDomain("standard.example"), domains);
        SenderCheck check = new SenderCheck(authenticator, own, Networks.parse("192.0.2.99"), FakeSpooledOctets.NAME);
        verify = initialized(new VerifySender(check, trustRules, keptOut, octets, inboxStore));
        carriesVirus = new CarriesVirus(scanners, octets);
        honour = initialized(new HonourIdempotencyKey(inboxStore, keys, octets));
        Reports reports = new Reports(new PlainReportParser(), rows, outcomes);
        readReports = initialized(new ReadReports(inboxStore, reports, feedback, octets));
        refuse = initialized(new RefuseSuppressed(outcomes));
        noteRecipients = initialized(new NoteRecipients());
        deliver = initialized(new DeliverToInbox(inboxStore, receiver, octets, clock));
        verification = new Verification(this, rules, refused, own, locks, signal);
        recognise = initialized(verification.mailet(outlines, octets, inboxStore));
        fanOut = initialized(new FanOut(inboxStore, receiver, octets, verification.followUp));
    }

    private <M extends GenericMailet> M initialized(M mailet) throws MessagingException {
        mailet.init(FakeMailetConfig.builder().mailetContext(context()).build());
        return mailet;
    }

    /** For the processor of what was refused, or of unknown recipients. */
    AnnounceBounced announceBounced(String because) throws MessagingException {
        AnnounceBounced mailet = new AnnounceBounced(inboxStore, outcomes, feedback);
        mailet.init(FakeMailetConfig.builder()
                .mailetContext(context())
                .setProperty("because", because)
                .build());
        return mailet;
    }

    private MailetContext context() {
        return (MailetContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {MailetContext.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("sendMail") || arguments.length != 4) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    if (spoolIsFull) {
                        throw new MessagingException("no space left, as the test asked");
                    }
                    ((Mail) arguments[0]).setAttribute(Mail.SENT_BY_MAILET_ATTRIBUTE);
                    Mail mail = ((Mail) arguments[0]).duplicate();
                    mail.setState((String) arguments[1]);
                    spool.add(new Postponed(
                            mail, Duration.of((Long) arguments[2], ((TimeUnit) arguments[3]).toChronoUnit())));
                    return null;
                });
    }

    /** A mail of these octets as it comes from SMTP. */
    FakeMail.Builder mail(String name, byte[] octets) throws MessagingException {
        MimeMessage message =
                new MimeMessage(Session.getDefaultInstance(new Properties()), new ByteArrayInputStream(octets));
        originals.put(message, octets);
        return FakeMail.builder().name(name).state(STATE).mimeMessage(message).remoteAddr("192.0.2.1");
    }

    /** All mailets in their order, as far as the mail gets. */
    void process(Mail mail) throws MessagingException {
        for (GenericMailet mailet :
                List.of(verify, classify, detectLoops, recognise, honour, readReports, deliver, fanOut)) {
            if (mail.getState().equals(STATE)) {
                mailet.service(mail);
            }
        }
    }

    /** Takes what was postponed from the spool until nothing comes back. */
    void processSpool() throws MessagingException {
        while (!spool.isEmpty()) {
            process(spool.remove().mail());
        }
    }

    /** Gives a message exactly these labels. */
    void relabel(Message message, Labels labels) {
        mailboxes.setLabels(message.inbox(), List.of(message.mailboxId()), labels);
        new Rows(messages).relabel(inboxes.find(message.inbox()).orElseThrow(), message, labels, clock.instant());
    }

    List<Message> listed(InboxId inbox) {
        return messages.list(inbox, MessageFilter.ALL, PageRequest.first()).items();
    }

    List<MailEvent> events() {
        return log.readAfter(Fixtures.ORGANIZATION, Position.START, 100).stream()
                .map(EventLog.Entry::event)
                .toList();
    }
}
