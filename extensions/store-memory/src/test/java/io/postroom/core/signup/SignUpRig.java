package io.postroom.core.signup;

import io.postroom.core.account.ApiKeyStore;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.account.Caller;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationStore;
import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.limit.Allowance;
import io.postroom.core.limit.TokenBuckets;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListStore;
import io.postroom.core.list.Lists;
import io.postroom.core.list.Suppressions;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.OneTimeCodes;
import io.postroom.core.secret.Tokens;
import io.postroom.core.send.Address;
import io.postroom.core.send.Letters;
import io.postroom.core.send.Notices;
import io.postroom.core.thread.MailRemoval;
import io.postroom.store.memory.MemoryApiKeyStore;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryOrganizationStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.store.memory.MemorySignUpStore;
import io.postroom.store.memory.MemorySuppressionStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FakeNotices;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.PlainComposer;
import java.time.Duration;
import java.util.Random;

/** Signing up over memory stores; the standard domain is {@code agents.example}. */
final class SignUpRig {
    static final int A_PERSON_A_DAY = 5;
    private static final long MAX_OCTETS = 20_000;

    final FixedClock clock = new FixedClock();
    final Crashes crashes = new Crashes();
    final MemorySignUpStore store = new MemorySignUpStore();
    final MemoryOrganizationStore organizations = new MemoryOrganizationStore();
    final MemoryInboxStore inboxStore = new MemoryInboxStore();
    final FakeNotices notices = new FakeNotices();
    final ApiKeys keys;
    final Inboxes inboxes;
    final Unverified unverified;
    final SignUps signUps;
    private final ListRules rules;

    SignUpRig() {
        this(true);
    }

    SignUpRig(boolean open) {
        SignUpStore wrapped = crashes.wrap(SignUpStore.class, store);
        OrganizationStore tenants = crashes.wrap(OrganizationStore.class, organizations);
        InboxStore addresses = crashes.wrap(InboxStore.class, inboxStore);
        ListStore listStore = crashes.wrap(ListStore.class, new MemoryListStore());
        FakeMailAccounts accounts = new FakeMailAccounts();
        keys = new ApiKeys(crashes.wrap(ApiKeyStore.class, new MemoryApiKeyStore()), tenants, new Tokens(), clock);
        inboxes = new Inboxes(
                addresses,
                new MemoryPodStore(),
                accounts,
                new MailRemoval(accounts, new MemoryMessageStore(), inboxStore, new KeyedLocks(), inbox -> {}),
                new DomainRights(new MailDomain("agents.example"), false, new MemoryDomainStore()),
                new RandomNames(new Random(1)),
                Quota.NONE,
                clock);
        rules = new ListRules(listStore, clock);
        Lists lists = new Lists(listStore, new Suppressions(new MemorySuppressionStore()), rules, clock);
        unverified = new Unverified(wrapped);
        SignUps.Parts parts = new SignUps.Parts(
                open,
                wrapped,
                keys,
                inboxes,
                new Premises(wrapped, tenants, addresses, inboxes, lists, unverified, clock),
                new OneTimeCodes(new MasterKey(new byte[MasterKey.OCTETS])),
                new CodeMail(new Letters(new PlainComposer(), MAX_OCTETS), crashes.wrap(Notices.class, notices)));
        signUps = new SignUps(
                parts, new TokenBuckets<>(Allowance.of(A_PERSON_A_DAY, Duration.ofDays(1)), 100, clock), clock);
    }

    NewAgent signUp() {
        return signUp("ann@example.com", "agent");
    }

    NewAgent signUp(String human, String username) {
        return signUps.signUp(Address.parse(human), username);
    }

    Caller caller(NewAgent agent) {
        return keys.authenticate(agent.secret());
    }

    /** Whether the agent's inbox may send to the address. */
    boolean maySend(NewAgent agent, String address) {
        Inbox inbox = inboxStore.find(agent.inbox()).orElseThrow();
        return rules.permit(inbox, Direction.SEND, address);
    }
}
