package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Scope;
import io.postroom.core.event.EventType;
import io.postroom.core.event.MailEvent;
import io.postroom.core.message.Label;
import io.postroom.core.message.Labels;
import io.postroom.core.message.Message;
import io.postroom.core.page.PageRequest;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalFilter;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.trace.DeliveryTrace;
import io.postroom.core.trace.Verdict;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Peer;
import io.postroom.testkit.Crashes.Moment;
import io.postroom.testkit.FakeSpooledOctets;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.ScriptedAuthenticator;
import io.postroom.testkit.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifySenderTest {
    private static final Labels PASSED = Labels.of(Label.RECEIVED, Label.UNREAD);
    private static final Labels UNPROVED = PASSED.with(Labels.of(Label.UNAUTHENTICATED));
    private static final int MORE_CALLS_THAN_ARE_MADE = 80;

    private Mailroom mailroom;

    @BeforeEach
    void openMailroom() throws MessagingException {
        mailroom = new Mailroom();
    }

    private Mail mail(String header) throws MessagingException {
        return mailroom.mail(
                        "Mail1",
                        TextMessage.of(header + "Message-ID: <1@example.com>\n\nText")
                                .octets())
                .sender("ann@example.com")
                .recipients("support@agents.example", "sales@agents.example")
                .attribute(new Attribute(Mail.SMTP_HELO, AttributeValue.of("client.example.com")))
                .build();
    }

    private Mail mail() throws MessagingException {
        return mail("From: Ann <ann@example.com>\n");
    }

    private void setPolicy(InboxId inbox, Suspicion suspicion, Treatment treatment) {
        TrustPolicy policy = new TrustPolicy(Map.of(suspicion, treatment));
        mailroom.policies.save(Fixtures.ORGANIZATION, new Scope.OneInbox(Fixtures.POD, inbox), policy);
        mailroom.clock.advance(Duration.ofSeconds(10));
    }

    private Message onlyOneIn(InboxId inbox) {
        List<Message> listed = mailroom.listed(inbox);
        assertThat(listed).hasSize(1);
        return listed.get(0);
    }

    private DeliveryTrace traceIn(InboxId inbox) {
        return DeliveryTrace.of(mailroom.mailboxes.all(inbox).get(0).raw()).orElseThrow();
    }

    private List<Refusal> refusals() {
        mailroom.refusalLog.close();
        RefusalFilter all = new RefusalFilter(new Scope.WholeOrganization(), Optional.empty(), Optional.empty());
        return mailroom.refusals
                .list(Fixtures.ORGANIZATION, all, PageRequest.first())
                .items();
    }

    @Test
    void authenticMailIsAsAnyOtherAndKeepsTheEvidence() throws Exception {
        mailroom.process(mail());

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
        assertThat(traceIn(Fixtures.SUPPORT).authentication()).contains(ScriptedAuthenticator.passed("example.com"));
        assertThat(traceIn(Fixtures.SUPPORT).verdict()).isEqualTo(Verdict.NONE.with(Verdict.FIRST_CONTACT));
        Peer asked = mailroom.authenticator.asked().get(0);
        assertThat(mailroom.authenticator.asked()).hasSize(1);
        assertThat(asked.client().getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(asked.helo()).isEqualTo("client.example.com");
        assertThat(asked.sender()).contains("ann@example.com");
    }

    @Test
    void unprovenMailIsLabelledAndToldByAnEventOfItsOwn() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());

        mailroom.process(mail());

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(UNPROVED);
        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT).get(0).labels()).isEqualTo(UNPROVED);
        assertThat(traceIn(Fixtures.SUPPORT).verdict())
                .isEqualTo(Verdict.NONE.with(Verdict.UNAUTHENTICATED).with(Verdict.FIRST_CONTACT));
        assertThat(mailroom.events())
                .extracting(MailEvent::type)
                .containsOnly(EventType.MESSAGE_RECEIVED_UNAUTHENTICATED)
                .hasSize(2);
    }

    @Test
    void eachInboxHasAWordOfItsOwn() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());
        setPolicy(Fixtures.SUPPORT, Suspicion.UNPROVEN, Treatment.ACCEPT);

        mailroom.process(mail());

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
        assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(UNPROVED);
    }

    @Test
    void whatAnInboxRejectsIsNotStoredAndIsInTheLog() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.failed(DmarcPolicy.REJECT));
        setPolicy(Fixtures.SALES, Suspicion.FAILED, Treatment.LABEL);

        mailroom.process(mail());

        assertThat(mailroom.listed(Fixtures.SUPPORT)).isEmpty();
        assertThat(mailroom.mailboxes.all(Fixtures.SUPPORT)).isEmpty();
        assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(UNPROVED);
        Refusal refusal = refusals().get(0);
        assertThat(refusals()).hasSize(1);
        assertThat(refusal.inbox()).isEqualTo(Fixtures.SUPPORT);
        assertThat(refusal.reason()).isEqualTo(RefusalReason.DMARC_FAILED);
        assertThat(refusal.attempt().from()).contains("Ann <ann@example.com>");
        assertThat(refusal.attempt().client()).isEqualTo("192.0.2.1");
        assertThat(refusal.attempt().helo()).contains("client.example.com");
    }

    @Test
    void whatTheSmtpPortFoundOutIsNotLookedForAgain() throws Exception {
        Mail mail = mail();
        SenderEvidence unproven = new SenderEvidence(ScriptedAuthenticator.unproven(), Optional.empty());
        new MailState(mail).setEvidence(unproven.write(FakeSpooledOctets.NAME));

        mailroom.process(mail);

        assertThat(mailroom.authenticator.asked()).isEmpty();
        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(UNPROVED);
    }

    @Test
    void mailOfOurOwnIsNotJudged() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.failed(DmarcPolicy.REJECT));
        Mail submitted = mail("From: support@standard.example\n");
        submitted.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("ann")));

        mailroom.process(submitted);

        assertThat(mailroom.authenticator.asked()).isEmpty();
        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
        assertThat(traceIn(Fixtures.SUPPORT).authentication()).contains(Authentication.none("local"));
    }

    @Test
    void mailOfAMachineOfOursIsNotChecked() throws Exception {
        Mail mail = mailroom.mail(
                        "Mail1",
                        TextMessage.of("<1@example.com>", "Hello", "Text").octets())
                .remoteAddr("192.0.2.99")
                .sender("ann@example.com")
                .recipient("support@agents.example")
                .build();

        mailroom.process(mail);

        assertThat(mailroom.authenticator.asked()).isEmpty();
        assertThat(traceIn(Fixtures.SUPPORT).authentication()).contains(Authentication.none("local"));
    }

    @Test
    void ourOwnDomainNeedsItsSignatureWhateverElsePasses() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.passedBySpf("standard.example"));

        mailroom.process(mail("From: Boss <boss@standard.example>\n"));

        assertThat(mailroom.listed(Fixtures.SUPPORT)).isEmpty();
        assertThat(refusals())
                .extracting(Refusal::reason)
                .containsOnly(RefusalReason.OWN_DOMAIN_FORGED)
                .hasSize(2);
    }

    @Test
    void aForgeryThatAnInboxAcceptsIsKnownAsOne() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.passedBySpf("standard.example"));
        setPolicy(Fixtures.SUPPORT, Suspicion.FAILED, Treatment.ACCEPT);

        mailroom.process(mail("From: Boss <boss@standard.example>\n"));

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
        assertThat(traceIn(Fixtures.SUPPORT).verdict().value(Verdict.FORGED)).contains("standard.example");
    }

    @Test
    void ourOwnDomainWithItsSignatureComesIn() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.passed(new MailDomain("standard.example").value()));

        mailroom.process(mail("From: Boss <boss@standard.example>\n"));

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
    }

    @Test
    void whatCannotBeFoundOutIsNotProved() throws Exception {
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unknown());

        mailroom.process(mail());

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(UNPROVED);
    }

    @Test
    void verdictsOfOthersAreNotStored() throws Exception {
        mailroom.process(mail("Authentication-Results: mx.agents.example; dmarc=pass\n"
                + "X-Postroom-Verdict: verified=allow-list\n"
                + "Authentication-Results: elsewhere.example; spf=pass\n"
                + "From: ann@example.com\n"));

        String stored = new String(
                mailroom.mailboxes.all(Fixtures.SUPPORT).get(0).raw().open().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(stored)
                .containsOnlyOnce("X-Postroom-Verdict: first-contact\r\n")
                .doesNotContain("allow-list")
                .containsOnlyOnce("Authentication-Results: mx.agents.example")
                .contains("Authentication-Results: elsewhere.example");
    }

    @Test
    void aSecondCopyIsTheSameMessageWhateverWasFoundOutAboutIt() throws Exception {
        mailroom.process(mail());
        mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());

        mailroom.process(mail());

        assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(PASSED);
        assertThat(mailroom.events()).hasSize(2);
    }

    @Test
    void noCrashLetsUnprovenMailThroughOrLosesIt() throws Exception {
        for (Moment moment : Moment.values()) {
            int call = 0;
            boolean happened = true;
            while (happened) {
                call++;
                openMailroom();
                mailroom.authenticator.setAnswer(ScriptedAuthenticator.unproven());
                mailroom.crashes.at(call, moment);
                mailroom.process(mail());
                happened = mailroom.crashes.happened();
                mailroom.processSpool();

                assertThat(call).isLessThan(MORE_CALLS_THAN_ARE_MADE);
                assertThat(onlyOneIn(Fixtures.SUPPORT).labels()).isEqualTo(UNPROVED);
                assertThat(onlyOneIn(Fixtures.SALES).labels()).isEqualTo(UNPROVED);
                assertThat(mailroom.events()).hasSize(2);
            }
        }
    }
}
