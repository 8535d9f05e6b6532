package io.postroom.core.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.ApiKey;
import io.postroom.core.account.Caller;
import io.postroom.core.account.CreateApiKey;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Permissions;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.inbox.CreateInbox;
import io.postroom.core.inbox.Metadata;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignUpsTest {
    private static final int TOO_MANY = 200;

    private final SignUpRig rig = new SignUpRig();

    private static void assertRefused(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Some other code. */
    private String wrongCode() {
        return rig.notices.last().code().equals("000000") ? "000001" : "000000";
    }

    private List<ApiKey> keysOf(NewAgent agent) {
        return rig.keys
                .listFor(rig.caller(agent).organization(), PageRequest.first(PageRequest.MAX_LIMIT))
                .items();
    }

    @Test
    void anAgentGetsAnOrganizationWithOneInboxAndOneKey() {
        NewAgent agent = rig.signUp("Ann <Ann@Example.com>", "Agent");

        assertThat(agent.inbox().value()).isEqualTo("agent@agents.example");
        assertThat(rig.inboxStore.find(agent.inbox()).orElseThrow().organization())
                .isEqualTo(agent.organization());
        assertThat(rig.caller(agent).organization().id()).isEqualTo(agent.organization());
        assertThat(keysOf(agent)).hasSize(1);
    }

    @Test
    void untilItIsVerifiedItsKeyMakesNothingThatWouldOutliveTheDoubt() {
        Caller caller = rig.caller(rig.signUp());

        for (Permission permission : Set.of(
                Permission.INBOX_CREATE,
                Permission.API_KEY_CREATE,
                Permission.API_KEY_UPDATE,
                Permission.LIST_ENTRY_CREATE,
                Permission.LIST_ENTRY_DELETE,
                Permission.POD_CREATE,
                Permission.DOMAIN_CREATE)) {
            assertThat(caller.may(permission)).as(permission.wireName()).isFalse();
        }
        assertThat(caller.may(Permission.MESSAGE_SEND)).isTrue();
        assertThat(caller.may(Permission.MESSAGE_READ)).isTrue();
    }

    @Test
    void untilItIsVerifiedItWritesToItsPersonOnly() {
        NewAgent agent = rig.signUp();

        assertThat(rig.maySend(agent, "Ann@example.com")).isTrue();
        assertThat(rig.maySend(agent, "ben@example.com")).isFalse();
        assertThat(rig.unverified.includes(agent.organization())).isTrue();
    }

    @Test
    void untilItIsVerifiedItSendsTenMessagesADay() {
        NewAgent agent = rig.signUp();
        UnverifiedSends sends = new UnverifiedSends(rig.unverified, rig.clock);
        for (int i = 0; i < UnverifiedSends.A_DAY; i++) {
            sends.take(agent.organization());
        }

        assertRefused(() -> sends.take(agent.organization()), Reason.LIMIT_EXCEEDED);
        rig.signUps.verify(rig.caller(agent), rig.notices.last().code());
        sends.take(agent.organization());
        sends.take(Fixtures.ORGANIZATION);
    }

    @Test
    void thePersonIsSentACodeThatTheInboxHasNoCopyOf() {
        rig.signUp();

        assertThat(rig.notices.mails()).hasSize(1);
        assertThat(rig.notices.last().recipient()).isEqualTo("ann@example.com");
        assertThat(rig.notices.last().text())
                .contains("agent@agents.example")
                .contains("Auto-Submitted: auto-generated")
                .contains("From: Postroom <no-reply@agents.example>");
        assertThat(rig.store.toString()).doesNotContain(rig.notices.last().code());
    }

    @Test
    void theSameAgainIsTheSameOrganizationUnderANewKey() {
        NewAgent first = rig.signUp();
        NewAgent second = rig.signUp("ANN@example.com", "agent");

        assertThat(second.organization()).isEqualTo(first.organization());
        assertThat(second.inbox()).isEqualTo(first.inbox());
        assertRefused(() -> rig.caller(first), Reason.UNKNOWN_KEY);
        assertThat(keysOf(second)).hasSize(1);
        assertThat(rig.notices.mails()).hasSize(1);
    }

    @Test
    void anotherNameOrPersonIsAnotherOrganization() {
        NewAgent first = rig.signUp();

        assertThat(rig.signUp("ann@example.com", "other").organization()).isNotEqualTo(first.organization());
        assertRefused(() -> rig.signUp("ben@example.com", "agent"), Reason.ALREADY_EXISTS);
        assertThat(rig.caller(first).organization().id()).isEqualTo(first.organization());
    }

    @Test
    void theCodeEndsTheRestrictions() {
        NewAgent agent = rig.signUp();

        rig.signUps.verify(rig.caller(agent), rig.notices.last().code());

        assertThat(rig.caller(agent).key().permissions()).isEqualTo(Permissions.UNRESTRICTED);
        assertThat(rig.maySend(agent, "ben@example.com")).isTrue();
        assertThat(rig.unverified.includes(agent.organization())).isFalse();
    }

    /** Else whoever holds a key for little could make it one for everything. */
    @Test
    void onceVerifiedACodeDoesNothing() {
        NewAgent agent = rig.signUp();
        String code = rig.notices.last().code();
        rig.signUps.verify(rig.caller(agent), code);
        String small = rig.keys
                .create(rig.caller(agent), new CreateApiKey("small", Unverified.PERMISSIONS, Optional.empty()))
                .secret();

        rig.signUps.verify(rig.keys.authenticate(small), code);
        rig.signUps.verify(rig.keys.authenticate(small), "anything");

        assertThat(rig.keys.authenticate(small).key().permissions()).isEqualTo(Unverified.PERMISSIONS);
    }

    @Test
    void whoWasVerifiedIsInTheWayOfOthersLikeAnybodyElse() {
        NewAgent agent = rig.signUp();
        rig.signUps.verify(rig.caller(agent), rig.notices.last().code());

        assertRefused(rig::signUp, Reason.ALREADY_EXISTS);
        assertThat(rig.caller(agent).organization().id()).isEqualTo(agent.organization());
        assertThatThrownBy(rig::signUp).hasMessage("The address is taken");
        assertThatThrownBy(() -> rig.signUp("ben@example.com", "agent")).hasMessage("The address is taken");
    }

    @Test
    void aWrongCodeIsTriedTenTimes() {
        NewAgent agent = rig.signUp();
        String wrong = wrongCode();
        for (int left = SignUp.MAX_TRIES - 1; left >= 0; left--) {
            assertThatThrownBy(() -> rig.signUps.verify(rig.caller(agent), wrong))
                    .isInstanceOf(RefusedException.class);
        }

        assertRefused(
                () -> rig.signUps.verify(rig.caller(agent), rig.notices.last().code()), Reason.INVALID);
        assertThat(rig.unverified.includes(agent.organization())).isTrue();
    }

    @Test
    void signingUpAgainSendsAnotherCodeOnceTheFirstWasTriedOut() {
        NewAgent agent = rig.signUp();
        String wrong = wrongCode();
        for (int i = 0; i < SignUp.MAX_TRIES; i++) {
            assertRefused(() -> rig.signUps.verify(rig.caller(agent), wrong), Reason.INVALID);
        }

        NewAgent again = rig.signUp();

        assertThat(rig.notices.mails()).hasSize(2);
        rig.signUps.verify(rig.caller(again), rig.notices.last().code());
        assertThat(rig.caller(again).key().permissions()).isEqualTo(Permissions.UNRESTRICTED);
    }

    @Test
    void aCodeIsGoodForADay() {
        NewAgent agent = rig.signUp();
        rig.clock.advance(Duration.ofHours(24));

        assertRefused(
                () -> rig.signUps.verify(rig.caller(agent), rig.notices.last().code()), Reason.INVALID);
        NewAgent again = rig.signUp();
        assertThat(rig.notices.mails()).hasSize(2);
        rig.signUps.verify(rig.caller(again), rig.notices.last().code());
    }

    @Test
    void namesThatSpeakForTheServerAreTaken() {
        for (String name : List.of("postmaster", "Abuse", "no-reply")) {
            assertRefused(() -> rig.signUp("ben" + name + "@example.com", name), Reason.ALREADY_EXISTS);
        }
        assertThat(rig.notices.mails()).isEmpty();
    }

    @Test
    void addressesOfOthersAreTaken() {
        Caller owner = Callers.unrestricted();
        rig.inboxes.create(
                owner,
                new CreateInbox(
                        Optional.of("agent"), Optional.empty(), Optional.empty(), Optional.empty(), Metadata.EMPTY));

        assertRefused(rig::signUp, Reason.ALREADY_EXISTS);
        assertThat(rig.organizations.list()).isEmpty();
    }

    @Test
    void onePersonIsNamedSoOftenADay() {
        for (int i = 0; i < SignUpRig.A_PERSON_A_DAY; i++) {
            rig.signUp("ann@example.com", "agent" + i);
        }

        assertRefused(() -> rig.signUp("Ann@example.com", "more"), Reason.RATE_LIMITED);
        assertThat(rig.signUp("ben@example.com", "more").inbox().value()).isEqualTo("more@agents.example");
    }

    @Test
    void whoNeverSignedUpHasNothingToVerify() {
        assertRefused(() -> rig.signUps.verify(Callers.unrestricted(), "123456"), Reason.UNPROCESSABLE);
    }

    @Test
    void keysOfAnInboxVerifyNothing() {
        assertRefused(() -> rig.signUps.verify(Callers.of(Fixtures.SUPPORT), "123456"), Reason.FORBIDDEN);
    }

    @Test
    void nobodySignsUpWhereTheOperatorLetsNobody() {
        assertRefused(new SignUpRig(false)::signUp, Reason.FORBIDDEN);
    }

    @Test
    void anAgentThatDeletedItsInboxGetsItAgain() {
        NewAgent agent = rig.signUp();
        rig.inboxes.delete(rig.caller(agent), agent.inbox());

        rig.signUp();

        assertThat(rig.inboxStore.find(agent.inbox())).isPresent();
    }

    /** Whatever call of whatever port it was, the same words again do the rest, and nobody is left without restrictions or with two keys. */
    @ParameterizedTest
    @EnumSource(Crashes.Moment.class)
    void aSignUpThatWasCutOffCanBeRepeated(Crashes.Moment moment) {
        for (int call = 1; call < TOO_MANY; call++) {
            SignUpRig fresh = new SignUpRig();
            fresh.crashes.at(call, moment);
            boolean cut = isCut(fresh::signUp);
            if (!cut && !fresh.crashes.happened()) {
                assertThat(call).isGreaterThan(10);
                return;
            }
            NewAgent agent = fresh.signUp();
            assertThat(fresh.maySend(agent, "ben@example.com"))
                    .as("call " + call)
                    .isFalse();
            assertThat(fresh.notices.mails()).as("call " + call).isNotEmpty();
            fresh.signUps.verify(fresh.caller(agent), fresh.notices.last().code());
            assertThat(fresh.maySend(agent, "ben@example.com")).isTrue();
        }
        throw new AssertionError("a sign-up has no end");
    }

    @ParameterizedTest
    @EnumSource(Crashes.Moment.class)
    void aVerificationThatWasCutOffCanBeRepeated(Crashes.Moment moment) {
        for (int call = 1; call < TOO_MANY; call++) {
            SignUpRig fresh = new SignUpRig();
            NewAgent agent = fresh.signUp();
            String code = fresh.notices.last().code();
            Caller caller = fresh.caller(agent);
            fresh.crashes.at(call, moment);
            boolean cut = isCut(() -> fresh.signUps.verify(caller, code));
            if (!cut && !fresh.crashes.happened()) {
                assertThat(call).isGreaterThan(5);
                return;
            }
            fresh.signUps.verify(fresh.caller(agent), code);
            assertThat(fresh.caller(agent).key().permissions()).isEqualTo(Permissions.UNRESTRICTED);
            assertThat(fresh.maySend(agent, "ben@example.com")).isTrue();
            assertThat(fresh.unverified.includes(agent.organization())).isFalse();
        }
        throw new AssertionError("a verification has no end");
    }

    private static boolean isCut(Runnable work) {
        try {
            work.run();
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }
}
