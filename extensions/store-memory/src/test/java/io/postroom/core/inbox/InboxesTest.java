package io.postroom.core.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.OrganizationId;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Pod;
import io.postroom.core.account.PodId;
import io.postroom.core.account.Quota;
import io.postroom.core.account.Scope;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.page.PageRequest;
import io.postroom.core.thread.MailRemoval;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryPodStore;
import io.postroom.testkit.Callers;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.FixedClock;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxesTest {
    private static final MailDomain DOMAIN = new MailDomain("agents.example");
    private static final CreateInbox ANY = wish(Optional.empty(), Optional.empty());

    private final FixedClock clock = new FixedClock();
    private final FakeMailAccounts accounts = new FakeMailAccounts();
    private final MemoryInboxStore store = new MemoryInboxStore();
    private final MemoryPodStore pods = new MemoryPodStore();
    private final Inboxes inboxes = new Inboxes(
            store,
            pods,
            accounts,
            new MailRemoval(accounts, new MemoryMessageStore(), store, new KeyedLocks(), inbox -> {}),
            new OneDomain(),
            new RandomNames(new Random(1)),
            Quota.NONE,
            clock);
    private final Caller caller = Callers.unrestricted();

    private record OneDomain() implements MailDomains {
        @Override
        public MailDomain standard() {
            return DOMAIN;
        }

        @Override
        public boolean permits(OrganizationId organization, PodId pod, MailDomain domain) {
            return domain.equals(DOMAIN);
        }
    }

    @Test
    void takesAnInboxOutAgainOfAPodThatIsBeingDeleted() {
        Pod pod = pods.create(Fixtures.pod(1));
        pods.setClosing(pod, true);

        assertThat(refusal(() -> inboxes.create(Callers.of(pod.id()), ANY)).reason())
                .isEqualTo(Reason.CONFLICT);

        assertThat(store.count(Fixtures.ORGANIZATION)).isZero();
    }

    @Test
    void confinesACallerToAnInboxThatItCanSee() {
        inboxes.create(caller, named("Support"));

        Scope confined = inboxes.enter(caller, Fixtures.SUPPORT).scope();

        assertThat(confined).isEqualTo(new Scope.OneInbox(Fixtures.POD, Fixtures.SUPPORT));
        assertThat(refusal(() -> inboxes.enter(Callers.of(Fixtures.OTHER_POD), Fixtures.SUPPORT)))
                .hasMessage("Inbox not found");
    }

    @Test
    void givesAnInboxItsMailbox() {
        Inbox inbox = inboxes.create(caller, named("Support"));

        assertThat(inbox.id()).isEqualTo(Fixtures.SUPPORT);
        assertThat(inbox.pod()).isEqualTo(Fixtures.POD);
        assertThat(accounts.exists(Fixtures.SUPPORT)).isTrue();
        assertThat(inboxes.get(caller, Fixtures.SUPPORT)).isEqualTo(inbox);
    }

    @Test
    void makesUpANameForWhoeverNamesNone() {
        Inbox one = inboxes.create(caller, ANY);
        Inbox other = inboxes.create(caller, ANY);

        assertThat(one.id().localPart()).matches("[a-z]+[0-9]{4}");
        assertThat(other.id()).isNotEqualTo(one.id());
    }

    @Test
    void answersARepeatedClientIdWithTheInboxMadeFirst() {
        CreateInbox first = wish(Optional.of("support"), Optional.of(new ClientId("mine")));
        Inbox made = inboxes.create(caller, first);
        clock.advance(Duration.ofMinutes(1));

        Inbox replayed = inboxes.create(caller, wish(Optional.of("another"), Optional.of(new ClientId("mine"))));

        assertThat(replayed).isEqualTo(made);
        assertThat(store.count(Fixtures.ORGANIZATION)).isEqualTo(1);
    }

    @Test
    void finishesAnInboxWhoseMailboxAnOutageKeptOut() {
        CreateInbox wish = wish(Optional.of("support"), Optional.of(new ClientId("mine")));
        accounts.outage().failOnceAfter(0);
        assertThatThrownBy(() -> inboxes.create(caller, wish)).isInstanceOf(UncheckedIOException.class);

        inboxes.create(caller, wish);

        assertThat(accounts.exists(Fixtures.SUPPORT)).isTrue();
    }

    @Test
    void suggestsFreeAddressesForATakenOne() {
        inboxes.create(caller, named("support"));

        RefusedException refused = refusal(() -> inboxes.create(Callers.stranger(), named("SUPPORT")));

        assertThat(refused.reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(refused.suggestions()).hasSize(3).allSatisfy(name -> {
            assertThat(name).startsWith("SUPPORT-");
            inboxes.create(caller, named(name));
        });
    }

    @Test
    void suggestsAddressesForATakenNameOfTheGreatestLength() {
        String longest = "a".repeat(64);
        inboxes.create(caller, named(longest));

        RefusedException refused = refusal(() -> inboxes.create(caller, named(longest)));

        assertThat(refused.suggestions()).hasSize(3).allSatisfy(name -> inboxes.create(caller, named(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "a+tag", "a/b", ".a", "a.", "a..b", "ü", "a\n", "\"a\""})
    void refusesAUsernameThatIsNoLocalPart(String username) {
        RefusedException refused = refusal(() -> inboxes.create(caller, named(username)));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused.problems().get(0).path()).containsExactly("username");
    }

    @Test
    void refusesADomainOfOthersAndWhatIsNoDomain() {
        assertThat(refusal(() -> inboxes.create(caller, at("elsewhere.example")))
                        .reason())
                .isEqualTo(Reason.UNPROCESSABLE);
        assertThat(refusal(() -> inboxes.create(caller, at("no domain"))).reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void refusesADisplayNameThatCouldAddAHeader() {
        CreateInbox wish = new CreateInbox(
                Optional.empty(), Optional.empty(), Optional.of("A\r\nBcc: x"), Optional.empty(), Metadata.EMPTY);

        assertThat(refusal(() -> inboxes.create(caller, wish)).reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void speaksOfAForeignInboxAsOfAnUnknownOne() {
        inboxes.create(caller, named("support"));
        InboxId unknown = new InboxId("unknown@agents.example");

        RefusedException foreign = refusal(() -> inboxes.get(Callers.stranger(), Fixtures.SUPPORT));
        RefusedException missing = refusal(() -> inboxes.get(Callers.stranger(), unknown));

        assertThat(foreign.reason()).isEqualTo(missing.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(foreign).hasMessage(missing.getMessage());
        assertThat(refusal(() -> inboxes.get(Callers.of(unknown), Fixtures.SUPPORT))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(() -> inboxes.get(Callers.of(Fixtures.OTHER_POD), Fixtures.SUPPORT))
                        .reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void showsEachCallerTheInboxesOfItsScope() {
        pods.create(new Pod(
                Fixtures.OTHER_POD,
                Fixtures.ORGANIZATION,
                "other",
                Optional.empty(),
                false,
                Fixtures.NOW,
                Fixtures.NOW));
        Inbox support = inboxes.create(caller, named("support"));
        clock.advance(Duration.ofSeconds(1));
        Inbox sales = inboxes.create(Callers.of(Fixtures.OTHER_POD), named("sales"));

        assertThat(listed(caller)).containsExactly(sales, support);
        assertThat(listed(Callers.of(Fixtures.OTHER_POD))).containsExactly(sales);
        assertThat(listed(Callers.of(Fixtures.SUPPORT))).containsExactly(support);
        assertThat(listed(Callers.stranger())).isEmpty();
    }

    @Test
    void asksForThePermissionOfEachAction() {
        inboxes.create(caller, named("support"));
        Caller reader = Callers.only(Permission.INBOX_READ);

        inboxes.get(reader, Fixtures.SUPPORT);
        assertThat(refusal(() -> inboxes.create(reader, ANY)).reason()).isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> inboxes.delete(reader, Fixtures.SUPPORT)).reason())
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> inboxes.setPassword(reader, Fixtures.SUPPORT, "correct horse battery"))
                        .reason())
                .isEqualTo(Reason.MISSING_PERMISSION);
        assertThat(refusal(() -> inboxes.create(Callers.of(Fixtures.SUPPORT), ANY))
                        .reason())
                .isEqualTo(Reason.FORBIDDEN);
    }

    @Test
    void mergesAndClearsMetadata() {
        inboxes.create(caller, named("support"));

        update(new UpdateInbox.MetadataChange.Merge(Map.of("a", text("1"), "b", text("2"))));
        Inbox merged = update(new UpdateInbox.MetadataChange.Merge(Map.of("a", Optional.empty(), "c", text("3"))));

        assertThat(merged.metadata().values()).containsOnlyKeys("b", "c");
        assertThat(update(new UpdateInbox.MetadataChange.Keep()).metadata()).isEqualTo(merged.metadata());
        assertThat(update(new UpdateInbox.MetadataChange.Clear()).metadata()).isEqualTo(Metadata.EMPTY);
    }

    @Test
    void setsAPasswordOfAReasonableLengthOnly() {
        inboxes.create(caller, named("support"));

        inboxes.setPassword(caller, Fixtures.SUPPORT, "correct horse battery");

        assertThat(accounts.passwordOf(Fixtures.SUPPORT)).contains("correct horse battery");
        assertThat(refusal(() -> inboxes.setPassword(caller, Fixtures.SUPPORT, "short"))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void deletesAnInboxSoThatItsNameIsFree() {
        inboxes.create(caller, named("support"));

        inboxes.delete(caller, Fixtures.SUPPORT);

        assertThat(accounts.exists(Fixtures.SUPPORT)).isFalse();
        assertThat(refusal(() -> inboxes.get(caller, Fixtures.SUPPORT)).reason())
                .isEqualTo(Reason.NOT_FOUND);
        inboxes.create(Callers.stranger(), named("support"));
    }

    private Inbox update(UpdateInbox.MetadataChange change) {
        return inboxes.update(caller, Fixtures.SUPPORT, new UpdateInbox(Optional.empty(), change));
    }

    private List<Inbox> listed(Caller who) {
        return inboxes.list(who, PageRequest.first()).items();
    }

    private static Optional<MetadataValue> text(String value) {
        return Optional.of(new MetadataValue.Text(value));
    }

    private static CreateInbox named(String username) {
        return wish(Optional.of(username), Optional.empty());
    }

    private static CreateInbox at(String domain) {
        return new CreateInbox(
                Optional.of("support"), Optional.of(domain), Optional.empty(), Optional.empty(), Metadata.EMPTY);
    }

    private static CreateInbox wish(Optional<String> username, Optional<ClientId> clientId) {
        return new CreateInbox(username, Optional.empty(), Optional.empty(), clientId, Metadata.EMPTY);
    }

    private static RefusedException refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call);
    }
}
