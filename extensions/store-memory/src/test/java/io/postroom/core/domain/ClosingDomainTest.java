package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Quota;
import io.postroom.core.concurrent.KeyedLocks;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.CreateInbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.inbox.Inboxes;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.inbox.RandomNames;
import io.postroom.core.thread.MailRemoval;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.testkit.Callers;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A domain is deleted and an inbox in it is made at the same moment, step by step: never is there an inbox without its domain. */
class ClosingDomainTest {
    private static final MailDomain NAME = new MailDomain("mail.example");
    private static final InboxId INBOX = new InboxId("a@mail.example");

    private final DomainRig rig = new DomainRig();
    private final Caller caller = Callers.unrestricted();

    @BeforeEach
    void verify() {
        rig.dns.publish(rig.domains.create(caller, DomainRig.wish(NAME.value())));
        rig.domains.verify(caller, NAME);
    }

    private Inboxes inboxes(InboxStore store) {
        return new Inboxes(
                store,
                rig.pods,
                rig.accounts,
                new MailRemoval(rig.accounts, new MemoryMessageStore(), store, new KeyedLocks(), inbox -> {}),
                rig.rights,
                new RandomNames(new Random(1)),
                Quota.NONE,
                rig.clock);
    }

    private void createInbox(Inboxes inboxes) {
        inboxes.create(
                caller,
                new CreateInbox(
                        Optional.of("a"),
                        Optional.of(NAME.value()),
                        Optional.empty(),
                        Optional.empty(),
                        Metadata.EMPTY));
    }

    private void delete(Domains domains) {
        domains.delete(caller, NAME);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(RefusedException.class, call).reason();
    }

    private void assertBothAreGone() {
        assertThat(rig.store.find(NAME)).isEmpty();
        assertThat(rig.inboxes.find(INBOX)).isEmpty();
        assertThat(rig.accounts.exists(INBOX)).isFalse();
        assertThat(rig.accounts.domains()).isEmpty();
    }

    private void assertBothAreThere() {
        assertThat(rig.store.find(NAME)).hasValueSatisfying(domain -> {
            assertThat(domain.isVerified()).isTrue();
            assertThat(domain.closed()).isFalse();
        });
        assertThat(rig.inboxes.find(INBOX)).isPresent();
        assertThat(rig.accounts.exists(INBOX)).isTrue();
        assertThat(rig.accounts.domains()).contains(NAME);
    }

    @Test
    void anInboxIsTakenBackWhoseDomainWentSinceItWasPermitted() {
        Inboxes slow = inboxes(Meanwhile.before(InboxStore.class, rig.inboxes, "create", () -> delete(rig.domains)));

        assertThat(refusal(() -> createInbox(slow))).isEqualTo(Reason.UNPROCESSABLE);

        assertBothAreGone();
    }

    /** The deletion has looked for inboxes and has not deleted anything yet. */
    @Test
    void anInboxIsTakenBackWhoseDomainIsJustAboutToGo() {
        InboxStore beforeTheRow = Meanwhile.before(InboxStore.class, rig.inboxes, "create", () -> {
            // stands for the other thread, up to where it has seen that there are no inboxes
            rig.store.update(rig.store.find(NAME).orElseThrow().withClosed(true));
        });

        assertThat(refusal(() -> createInbox(inboxes(beforeTheRow)))).isEqualTo(Reason.UNPROCESSABLE);
        delete(rig.domains);

        assertBothAreGone();
    }

    @Test
    void noInboxIsMadeOnceTheDeletionHasLooked() {
        Inboxes inboxes = inboxes(rig.inboxes);
        InboxStore looked = Meanwhile.after(
                InboxStore.class,
                rig.inboxes,
                "list",
                () -> assertThat(refusal(() -> createInbox(inboxes))).isEqualTo(Reason.UNPROCESSABLE));

        delete(rig.domains(rig.store, looked));

        assertBothAreGone();
    }

    @Test
    void theDomainStaysIfTheInboxWasThereFirst() {
        InboxStore looks = Meanwhile.before(InboxStore.class, rig.inboxes, "list", () -> rig.inbox(INBOX.value()));
        rig.accounts.create(INBOX);

        assertThat(refusal(() -> delete(rig.domains(rig.store, looks)))).isEqualTo(Reason.CANNOT_DELETE);

        assertBothAreThere();
    }

    @Test
    void theDomainStaysIfTheInboxIsMadeBeforeItIsClosed() {
        DomainStore closes =
                Meanwhile.before(DomainStore.class, rig.store, "update", () -> createInbox(inboxes(rig.inboxes)));

        assertThat(refusal(() -> delete(rig.domains(closes, rig.inboxes)))).isEqualTo(Reason.CANNOT_DELETE);

        assertBothAreThere();
    }

    /** Another node verifies the domain, which opens it, and an inbox is made, all after the deletion has looked. */
    @Test
    void theDomainStaysIfItWasOpenedAgainMeanwhile() {
        InboxStore looked = Meanwhile.after(InboxStore.class, rig.inboxes, "list", () -> {
            rig.domains(rig.store, rig.inboxes).verify(caller, NAME);
            createInbox(inboxes(rig.inboxes));
        });

        assertThat(refusal(() -> delete(rig.domains(rig.store, looked)))).isEqualTo(Reason.CONFLICT);

        assertBothAreThere();
    }

    @Test
    void anInterruptedDeletionIsFinishedByItsRepetition() {
        rig.accounts.outage().failOnceAfter(0);
        assertThatThrownBy(() -> delete(rig.domains)).isInstanceOf(UncheckedIOException.class);

        assertThat(refusal(() -> createInbox(inboxes(rig.inboxes)))).isEqualTo(Reason.UNPROCESSABLE);
        delete(rig.domains);

        assertBothAreGone();
    }

    @Test
    void anInterruptedDeletionIsTakenBackByAVerification() {
        rig.accounts.outage().failOnceAfter(0);
        assertThatThrownBy(() -> delete(rig.domains)).isInstanceOf(UncheckedIOException.class);

        rig.domains.verify(caller, NAME);
        createInbox(inboxes(rig.inboxes));

        assertBothAreThere();
    }
}
