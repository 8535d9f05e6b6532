package io.postroom.core.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.Caller;
import io.postroom.core.account.MailDomain;
import io.postroom.testkit.Callers;
import io.postroom.testkit.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainSignersTest {
    private final DomainRig rig = new DomainRig();

    private void create(Caller caller, CreateDomain wish) {
        rig.domains.create(caller, wish);
    }

    private Optional<String> signer(String sender, String author) {
        return rig.signers
                .find(sender, "somebody@" + author)
                .map(signer -> signer.domain().value());
    }

    @Test
    void takesTheKeyOfTheAuthorsDomain() {
        create(Callers.unrestricted(), DomainRig.wish("mail.example"));
        rig.inbox("a@mail.example");

        DomainSigners.Signer signer =
                rig.signers.find("a@mail.example", "a@mail.example").orElseThrow();

        assertThat(signer.selector())
                .isEqualTo(rig.store
                        .findKey(new MailDomain("mail.example"))
                        .orElseThrow()
                        .selector());
        assertThat(signer.key().getAlgorithm()).isEqualTo("RSA");
        assertThat(signer("a+bounce-1@mail.example", "mail.example")).contains("mail.example");
        assertThat(signer("bounces@mail.example", "mail.example")).contains("mail.example");
    }

    @Test
    void takesTheKeyOfTheDomainAbove() {
        create(Callers.unrestricted(), DomainRig.withSubdomains("mail.example"));
        rig.inbox("a@sub.mail.example");

        assertThat(signer("a@sub.mail.example", "sub.mail.example")).contains("mail.example");
    }

    @Test
    void doesNotSignInTheNameOfAnotherOrganization() {
        create(Callers.stranger(), DomainRig.wish("victim.example"));
        create(Callers.unrestricted(), DomainRig.wish("mail.example"));
        rig.inbox("a@mail.example");

        assertThat(signer("a@mail.example", "victim.example")).isEmpty();
        assertThat(signer("x@elsewhere.example", "victim.example")).isEmpty();
        assertThat(signer("", "victim.example")).isEmpty();
    }

    @Test
    void signsNothingForADomainOfNobody() {
        rig.inbox("a@agents.example");

        assertThat(signer("a@agents.example", "elsewhere.example")).isEmpty();
        assertThat(signer("a@agents.example", "")).isEmpty();
    }

    @Test
    void takesTheInstallationsKeyForItsOwnDomain() {
        rig.inbox("a@agents.example");

        DomainSigners.Signer signer =
                rig.signers.find("a@agents.example", "A@Agents.Example").orElseThrow();

        assertThat(signer.domain()).isEqualTo(DomainRig.STANDARD);
        assertThat(signer.selector()).isEqualTo(rig.own.key().selector());
        assertThat(signer.key()).isEqualTo(rig.keys.open(rig.own.key()));
        assertThat(rig.signers.find("a+bounce-1@agents.example", "a@agents.example"))
                .isPresent();
    }

    /** Everybody has inboxes there, so the domain alone says nothing about who writes. */
    @Test
    void signsInTheOwnDomainForInboxesOfTheSenderOnly() {
        rig.inbox("a@agents.example");
        rig.inbox("b@agents.example");
        rig.inbox("victim@agents.example", Fixtures.OTHER_ORGANIZATION);

        assertThat(rig.signers.find("a@agents.example", "b@agents.example")).isPresent();
        assertThat(rig.signers.find("a@agents.example", "victim@agents.example"))
                .isEmpty();
        assertThat(rig.signers.find("a@agents.example", "nobody@agents.example"))
                .isEmpty();
        assertThat(rig.signers.find("nobody@agents.example", "nobody@agents.example"))
                .isEmpty();
        assertThat(rig.signers.find("x@elsewhere.example", "a@agents.example")).isEmpty();
        assertThat(rig.signers.find("", "a@agents.example")).isEmpty();
    }
}
