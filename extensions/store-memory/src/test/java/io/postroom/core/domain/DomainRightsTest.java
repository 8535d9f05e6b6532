package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import org.junit.jupiter.api.Test;

class DomainRightsTest {
    private final DomainRig rig = new DomainRig();
    private final DomainRights rights = rig.rights;

    private void create(CreateDomain wish) {
        rig.dns.publish(rig.domains.create(Callers.unrestricted(), wish));
    }

    private void createVerified(CreateDomain wish) {
        create(wish);
        rig.domains.verify(Callers.unrestricted(), wish.name());
    }

    private boolean permits(String domain) {
        return rights.permits(Fixtures.ORGANIZATION, Fixtures.POD, new MailDomain(domain));
    }

    private boolean maySendFrom(String domain) {
        return rights.maySendFrom(Fixtures.ORGANIZATION, new MailDomain(domain));
    }

    @Test
    void opensTheStandardDomainToEverybody() {
        assertThat(permits("agents.example")).isTrue();
        assertThat(maySendFrom("agents.example")).isTrue();
        assertThat(permits("sub.agents.example")).isFalse();
    }

    @Test
    void opensADomainOnceItIsVerified() {
        create(DomainRig.wish("mail.example"));
        assertThat(permits("mail.example")).isFalse();
        assertThat(maySendFrom("mail.example")).isFalse();

        rig.domains.verify(Callers.unrestricted(), new MailDomain("mail.example"));

        assertThat(permits("mail.example")).isTrue();
        assertThat(maySendFrom("mail.example")).isTrue();
        assertThat(permits("sub.mail.example")).isFalse();
        assertThat(rights.permits(Fixtures.OTHER_ORGANIZATION, Fixtures.OTHER_POD, new MailDomain("mail.example")))
                .isFalse();
    }

    @Test
    void opensWhatIsUnderADomainWithSubdomains() {
        createVerified(DomainRig.withSubdomains("mail.example"));

        assertThat(permits("a.b.mail.example")).isTrue();
        assertThat(permits("example")).isFalse();
        assertThat(permits("xmail.example")).isFalse();
    }

    @Test
    void doesNotOpenWhatAnotherOrganizationHasVerified() {
        createVerified(DomainRig.withSubdomains("mail.example"));
        CreateDomain under = DomainRig.wish("sub.mail.example");
        rig.dns.publish(rig.domains.create(Callers.stranger(), under));
        assertThat(permits("sub.mail.example")).isTrue();

        rig.domains.verify(Callers.stranger(), under.name());

        assertThat(permits("sub.mail.example")).isFalse();
        assertThat(permits("x.sub.mail.example")).isFalse();
    }

    @Test
    void keepsTheDomainOfOnePodFromAnother() {
        CreateDomain wish = DomainRig.wish("pod.example");
        rig.dns.publish(rig.domains.create(Callers.of(Fixtures.POD), wish));
        rig.domains.verify(Callers.unrestricted(), wish.name());

        assertThat(permits("pod.example")).isTrue();
        assertThat(rights.permits(Fixtures.ORGANIZATION, Fixtures.OTHER_POD, wish.name()))
                .isFalse();
    }

    @Test
    void takesOrganizationsAtTheirWordIfTheOperatorDoes() {
        create(DomainRig.wish("mail.example"));
        DomainRights trusting = new DomainRights(DomainRig.STANDARD, true, rig.store);

        assertThat(trusting.permits(Fixtures.ORGANIZATION, Fixtures.POD, new MailDomain("mail.example")))
                .isTrue();
        assertThat(trusting.maySendFrom(Fixtures.ORGANIZATION, new MailDomain("elsewhere.example")))
                .isTrue();
        assertThat(trusting.permits(Fixtures.ORGANIZATION, Fixtures.POD, new MailDomain("elsewhere.example")))
                .isFalse();
    }

    @Test
    void letsNobodyMakeInboxesInADomainThatIsBeingDeleted() {
        createVerified(DomainRig.withSubdomains("mail.example"));
        DomainRights trusting = new DomainRights(DomainRig.STANDARD, true, rig.store);

        rig.store.update(
                rig.store.find(new MailDomain("mail.example")).orElseThrow().withClosed(true));

        assertThat(permits("mail.example")).isFalse();
        assertThat(permits("sub.mail.example")).isFalse();
        assertThat(trusting.permits(Fixtures.ORGANIZATION, Fixtures.POD, new MailDomain("mail.example")))
                .isFalse();
        assertThat(maySendFrom("mail.example")).isTrue();
    }
}
