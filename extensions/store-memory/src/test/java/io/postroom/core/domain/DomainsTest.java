package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.postroom.core.account.Caller;
import io.postroom.core.account.ClientId;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Permission;
import io.postroom.core.account.Pod;
import io.postroom.core.domain.UpdateDomain.CatchAllChange;
import io.postroom.core.error.Reason;
import io.postroom.core.error.RefusedException;
import io.postroom.core.event.EventBody;
import io.postroom.core.event.EventType;
import io.postroom.core.page.PageRequest;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DomainsTest {
    private static final MailDomain NAME = new MailDomain("mail.example");

    private final DomainRig rig = new DomainRig();
    private final Domains domains = rig.domains;
    private final Caller caller = Callers.unrestricted();

    private Domain create() {
        return domains.create(caller, DomainRig.wish("Mail.Example"));
    }

    private Domain verify() {
        return domains.verify(caller, NAME);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThat(catchThrowableOfType(RefusedException.class, call).reason()).isEqualTo(reason);
    }

    @Test
    void saysWhatDnsIsToHave() {
        Domain domain = create();

        assertThat(domain.name()).isEqualTo(NAME);
        assertThat(domain.pod()).isEmpty();
        assertThat(domain.status()).isEqualTo(DomainStatus.NOT_STARTED);
        assertThat(domain.records())
                .extracting(VerificationRecord::purpose)
                .containsExactly(
                        RecordPurpose.MAIL, RecordPurpose.SENDERS, RecordPurpose.SIGNATURE, RecordPurpose.POLICY);
        assertThat(domain.records()).extracting(VerificationRecord::status).containsOnly(RecordStatus.MISSING);
        assertThat(domain.records().get(2).name()).matches("postroom-[0-9a-f]{8}\\._domainkey\\.mail\\.example");
        assertThat(domain.records().get(2).value()).startsWith("v=DKIM1; k=rsa; p=MIIB");
        assertThat(domains.get(caller, NAME)).isEqualTo(domain);
    }

    @Test
    void keepsThePrivateKeySealed() {
        create();
        SigningKey key = rig.store.findKey(NAME).orElseThrow();

        assertThat(rig.keys.open(key).getEncoded()).hasSizeGreaterThan(1000);
        assertThat(key.toString()).doesNotContain(key.privateKey().base64());
    }

    @Test
    void wantsAWildcardForSubdomains() {
        Domain domain = domains.create(caller, DomainRig.withSubdomains("mail.example"));

        assertThat(domain.records().get(1).name()).isEqualTo("*.mail.example");
        assertThat(domain.records().get(1).priority()).contains(10);
    }

    @Test
    void isVerifiedOnceDnsHasEveryRecord() {
        rig.dns.publish(create());

        Domain domain = verify();

        assertThat(domain.status()).isEqualTo(DomainStatus.VERIFIED);
        assertThat(domain.reason()).isEmpty();
        assertThat(rig.accounts.domains()).contains(NAME);
        assertThat(domains.get(caller, NAME)).isEqualTo(domain);
    }

    @Test
    void tellsOnceThatItIsVerified() {
        rig.dns.publish(create());
        verify();
        rig.clock.advance(Duration.ofDays(1));
        verify();

        assertThat(rig.events()).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventType.DOMAIN_VERIFIED);
            assertThat(event.inbox()).isEmpty();
            assertThat(((EventBody.DomainVerified) event.body()).domain().status())
                    .isEqualTo(DomainStatus.VERIFIED);
        });
    }

    @Test
    void tellsInTheNextVerificationWhatAnOutageKeptBack() {
        rig.dns.publish(create());
        rig.accounts.outage().failOnceAfter(0);

        assertThatThrownBy(this::verify).isInstanceOf(UncheckedIOException.class);
        verify();

        assertThat(rig.events()).hasSize(1);
    }

    @Test
    void isPendingWhileARecordIsMissing() {
        rig.dns.publish(create());
        rig.dns.clear("_dmarc.mail.example");

        Domain domain = verify();

        assertThat(domain.status()).isEqualTo(DomainStatus.PENDING);
        assertThat(domain.reason()).contains("dns_records_missing");
        assertThat(rig.events()).isEmpty();
        assertThat(rig.accounts.domains()).isEmpty();
    }

    @Test
    void isInvalidWhileARecordSaysSomethingElse() {
        rig.dns.publish(create());
        rig.dns.clear("mail.example");
        rig.dns.mailHost("mail.example", "mx.elsewhere.example");

        Domain domain = verify();

        assertThat(domain.status()).isEqualTo(DomainStatus.INVALID);
        assertThat(domain.reason()).contains("dns_records_invalid");
        assertThat(domain.records().get(0).fault()).contains(RecordFault.VALUE_MISMATCH);
    }

    @Test
    void staysAsItIsWhenDnsDoesNotAnswer() {
        rig.dns.publish(create());
        Domain verified = verify();
        rig.dns.outage().begin();

        assertThatThrownBy(this::verify).isInstanceOf(UncheckedIOException.class);

        assertThat(domains.get(caller, NAME)).isEqualTo(verified);
    }

    @Test
    void isNoLongerVerifiedWhenARecordGoes() {
        rig.dns.publish(create());
        verify();
        rig.dns.clear("_dmarc.mail.example");

        assertThat(verify().isVerified()).isFalse();
    }

    @Test
    void refusesANameThatSomebodyHas() {
        create();

        assertRefused(Reason.ALREADY_EXISTS, this::create);
        assertRefused(Reason.ALREADY_EXISTS, () -> domains.create(Callers.stranger(), DomainRig.wish("mail.example")));
        assertRefused(Reason.ALREADY_EXISTS, () -> domains.create(caller, DomainRig.wish(DomainRig.STANDARD.value())));
    }

    @Test
    void returnsTheDomainOfAClientIdThatIsRepeated() {
        CreateDomain wish = new CreateDomain(NAME, Optional.of(new ClientId("one")), false, true, false, false);
        CreateDomain other = new CreateDomain(
                new MailDomain("other.example"), Optional.of(new ClientId("one")), false, true, false, false);
        Domain first = domains.create(caller, wish);

        assertThat(domains.create(caller, wish)).isEqualTo(first);
        assertThat(domains.create(caller, other)).isEqualTo(first);
        assertThat(domains.count(caller)).isEqualTo(1);
    }

    @Test
    void refusesADomainWhoseMailGoesToAnotherProvider() {
        rig.dns.mailHost("mail.example", "aspmx.l.google.com");
        rig.dns.mailHost("mail.example", DomainRig.HOST);

        assertRefused(Reason.UNPROCESSABLE, this::create);

        Domain allowed = domains.create(caller, new CreateDomain(NAME, Optional.empty(), true, true, false, false));
        assertThat(allowed.options().sharedWithProvider()).isTrue();
        assertThat(verify().records().get(0).status()).isEqualTo(RecordStatus.VALID);
    }

    @Test
    void isCreatedAlsoWhenDnsDoesNotAnswer() {
        rig.dns.outage().begin();

        assertThat(create().status()).isEqualTo(DomainStatus.NOT_STARTED);
    }

    @Test
    void refusesToTrackReaders() {
        assertRefused(
                Reason.UNPROCESSABLE,
                () -> domains.create(caller, new CreateDomain(NAME, Optional.empty(), false, true, false, true)));
    }

    @Test
    void changesOptionsAndKeepsTheStatus() {
        rig.dns.publish(create());
        verify();

        Domain changed = domains.update(
                caller,
                NAME,
                new UpdateDomain(Optional.of(false), Optional.of(true), Optional.empty(), new CatchAllChange.Keep()));

        assertThat(changed.options().feedback()).isFalse();
        assertThat(changed.status()).isEqualTo(DomainStatus.VERIFIED);
        assertThat(changed.records())
                .extracting(VerificationRecord::status)
                .containsExactly(
                        RecordStatus.VALID,
                        RecordStatus.MISSING,
                        RecordStatus.VALID,
                        RecordStatus.VALID,
                        RecordStatus.VALID);
        assertThat(verify().status()).isEqualTo(DomainStatus.PENDING);
    }

    @Test
    void takesOnlyAnInboxOfItsOwnForCatchAll() {
        create();
        InboxId inbox = rig.inbox("all@mail.example").id();

        Domain changed = domains.update(caller, NAME, catchAll(new CatchAllChange.To(inbox)));

        assertThat(changed.options().catchAll()).contains(inbox);
        assertRefused(
                Reason.INVALID,
                () -> domains.update(caller, NAME, catchAll(new CatchAllChange.To(new InboxId("no@mail.example")))));
        assertThat(domains.update(caller, NAME, catchAll(new CatchAllChange.None()))
                        .options()
                        .catchAll())
                .isEmpty();
    }

    private static UpdateDomain catchAll(CatchAllChange change) {
        return new UpdateDomain(Optional.empty(), Optional.empty(), Optional.empty(), change);
    }

    @Test
    void cannotBeDeletedWhileItHasInboxes() {
        rig.dns.publish(domains.create(caller, DomainRig.withSubdomains("mail.example")));
        verify();
        var inbox = rig.inbox("a@sub.mail.example");
        rig.accounts.addDomain(inbox.id().domain());

        assertRefused(Reason.CANNOT_DELETE, () -> domains.delete(caller, NAME));

        rig.inboxes.delete(inbox);
        domains.delete(caller, NAME);
        assertThat(rig.accounts.domains()).isEmpty();
        assertThat(rig.store.findKey(NAME)).isEmpty();
        assertRefused(Reason.NOT_FOUND, () -> domains.get(caller, NAME));
    }

    @Test
    void looksToStrangersAsIfItWereNotThere() {
        create();

        assertRefused(Reason.NOT_FOUND, () -> domains.get(Callers.stranger(), NAME));
        assertRefused(Reason.NOT_FOUND, () -> domains.verify(Callers.stranger(), NAME));
        assertRefused(Reason.NOT_FOUND, () -> domains.delete(Callers.stranger(), NAME));
        assertThat(domains.list(Callers.stranger(), PageRequest.first()).items())
                .isEmpty();
    }

    @Test
    void belongsToThePodItWasMadeIn() {
        Domain inPod = domains.create(Callers.of(Fixtures.POD), DomainRig.wish("pod.example"));
        create();

        assertThat(inPod.pod()).contains(Fixtures.POD);
        assertThat(domains.list(caller, PageRequest.first()).items()).hasSize(2);
        Caller confined = Callers.of(Fixtures.POD);
        assertThat(domains.list(confined, PageRequest.first()).items()).containsExactly(inPod);
        assertRefused(Reason.NOT_FOUND, () -> domains.get(confined, NAME));
        assertRefused(Reason.NOT_FOUND, () -> domains.get(Callers.of(Fixtures.OTHER_POD), inPod.name()));
    }

    @Test
    void isTakenOutAgainOfAPodThatIsBeingDeleted() {
        Pod pod = rig.pods.create(Fixtures.pod(1));
        rig.pods.setClosing(pod, true);

        assertRefused(Reason.CONFLICT, () -> domains.create(Callers.of(pod.id()), DomainRig.wish("pod.example")));

        assertThat(rig.store.listAll(Fixtures.ORGANIZATION)).isEmpty();
    }

    @Test
    void keepsItsPodFromBeingDeleted() {
        DomainBelongings all = new DomainBelongings(rig.store, rig.removal);
        create();
        assertThat(all.areIn(Fixtures.ORGANIZATION, Fixtures.POD)).isFalse();

        domains.create(Callers.of(Fixtures.POD), DomainRig.wish("pod.example"));

        assertThat(all.areIn(Fixtures.ORGANIZATION, Fixtures.POD)).isTrue();
        assertThat(all.areIn(Fixtures.ORGANIZATION, Fixtures.OTHER_POD)).isFalse();
    }

    @Test
    void asksForPermissionAndMoreThanAnInbox() {
        Caller reader = Callers.only(Permission.DOMAIN_READ);

        assertThat(domains.list(reader, PageRequest.first()).items()).isEmpty();
        assertRefused(Reason.MISSING_PERMISSION, () -> domains.create(reader, DomainRig.wish("mail.example")));
        assertRefused(Reason.FORBIDDEN, () -> domains.list(Callers.of(Fixtures.SUPPORT), PageRequest.first()));
    }

    @Test
    void goesWithItsOrganization() {
        create();

        new DomainBelongings(rig.store, rig.removal).removeAll(caller.organization());

        assertThat(rig.store.find(NAME)).isEmpty();
    }
}
