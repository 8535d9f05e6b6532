package io.postroom.james.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.account.Scope;
import io.postroom.core.list.Direction;
import io.postroom.core.list.EntryName;
import io.postroom.core.list.ListEntry;
import io.postroom.core.list.ListKey;
import io.postroom.core.list.ListRules;
import io.postroom.core.list.ListType;
import io.postroom.core.policy.OwnDomains;
import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.policy.SenderCheck;
import io.postroom.core.policy.SenderEvidence;
import io.postroom.core.policy.Suspicion;
import io.postroom.core.policy.Treatment;
import io.postroom.core.policy.TrustPolicy;
import io.postroom.core.policy.TrustPolicyStore;
import io.postroom.core.policy.TrustRules;
import io.postroom.core.receive.InboundLists;
import io.postroom.core.trust.Authenticator;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Networks;
import io.postroom.core.trust.Peer;
import io.postroom.store.memory.MemoryListStore;
import io.postroom.store.memory.MemoryMessageStore;
import io.postroom.store.memory.MemoryTrustPolicyStore;
import io.postroom.testkit.FakeSpooledOctets;
import io.postroom.testkit.Fixtures;
import io.postroom.testkit.ScriptedAuthenticator;
import io.postroom.testkit.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SenderPolicyHookTest {
    private static final String SUPPORT = "support@agents.example";
    private static final String SALES = "sales@agents.example";

    private final Refusing refusing = new Refusing();
    private final ScriptedAuthenticator authenticator = new ScriptedAuthenticator();
    private final MemoryTrustPolicyStore policies = new MemoryTrustPolicyStore();
    private final MemoryListStore lists = new MemoryListStore();

    private SenderPolicyHook hook(Authenticator checks, TrustPolicyStore store, String unchecked) {
        OwnDomains own = new OwnDomains(new MailDomain("agents.example"), refusing.domains);
        TrustPolicy server = new TrustPolicy(Map.of(
                Suspicion.FAILED, Treatment.REJECT,
                Suspicion.UNPROVEN, Treatment.LABEL,
                Suspicion.BLOCKED, Treatment.LABEL));
        return new SenderPolicyHook(
                new SenderCheck(checks, own, Networks.parse(unchecked), FakeSpooledOctets.NAME),
                new TrustRules(store, server, refusing.clock),
                new InboundLists(new ListRules(lists, refusing.clock), new MemoryMessageStore(), false),
                refusing.recipients,
                refusing.parser,
                refusing.octets,
                refusing.notes);
    }

    private HookResult answer(Mail mail) {
        return hook(authenticator, policies, "").onMessage(Refusing.stranger(), mail);
    }

    private Mail mailFrom(String from, String... recipients) throws Exception {
        return refusing.mail(
                TextMessage.of("From: " + from + "\nMessage-ID: <1@a.example>\n\nText")
                        .octets(),
                recipients);
    }

    private Mail mail(String... recipients) throws Exception {
        return mailFrom("Ann <ann@example.com>", recipients);
    }

    private void setPolicy(InboxId inbox, Suspicion suspicion, Treatment treatment) {
        policies.save(
                Fixtures.ORGANIZATION,
                new Scope.OneInbox(Fixtures.POD, inbox),
                new TrustPolicy(Map.of(suspicion, treatment)));
        refusing.clock.advance(Duration.ofSeconds(10));
    }

    private static Optional<SenderEvidence> evidence(Mail mail) {
        List<String> parts = new ArrayList<>();
        mail.getAttribute(AttributeName.of(SenderEvidence.ATTRIBUTE))
                .map(Attribute::getValue)
                .ifPresent(value -> ((Collection<?>) value.value())
                        .forEach(part -> parts.add((String) ((AttributeValue<?>) part).value())));
        return SenderEvidence.read(parts);
    }

    @Test
    void authenticMailComesInWithItsEvidence() throws Exception {
        Mail mail = mail(SUPPORT);

        assertThat(answer(mail)).isEqualTo(HookResult.DECLINED);

        assertThat(evidence(mail).orElseThrow().authentication())
                .isEqualTo(ScriptedAuthenticator.passed("example.com"));
        Peer asked = authenticator.asked().get(0);
        assertThat(asked.client().getHostAddress()).isEqualTo(Refusing.CLIENT);
        assertThat(asked.helo()).isEqualTo("client.a.example");
        assertThat(asked.sender()).contains("ann@a.example");
        assertThat(refusing.noted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DmarcPolicy.class,
            names = {"REJECT", "QUARANTINE"})
    void refusesWhatFailsDmarcWithTheReason(DmarcPolicy policy) throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.failed(policy));

        HookResult answer = answer(mail(SUPPORT, SALES));

        assertThat(answer.getSmtpRetCode()).isEqualTo("550");
        assertThat(answer.getSmtpDescription())
                .startsWith("5.7.26 DMARC fails, and example.com wants")
                .endsWith("nothing that passes is of the author's domain")
                .matches("[ -~]+");
        assertThat(refusing.notedFor()).containsExactlyInAnyOrder(Fixtures.SUPPORT, Fixtures.SALES);
        Refusal noted = refusing.noted().get(0);
        assertThat(noted.reason()).isEqualTo(RefusalReason.DMARC_FAILED);
        assertThat(noted.attempt().from()).contains("Ann <ann@example.com>");
        assertThat(noted.attempt().sender()).isEqualTo("ann@a.example");
        assertThat(noted.attempt().client()).isEqualTo(Refusing.CLIENT);
        assertThat(noted.attempt().helo()).contains("client.a.example");
    }

    @Test
    void whatFailsWithoutAWishOfItsDomainComesIn() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.failed(DmarcPolicy.NONE));

        assertThat(answer(mail(SUPPORT))).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void oneRecipientThatTakesItIsEnough() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.failed(DmarcPolicy.REJECT));
        setPolicy(Fixtures.SALES, Suspicion.FAILED, Treatment.LABEL);

        assertThat(answer(mail(SUPPORT, SALES))).isEqualTo(HookResult.DECLINED);
        assertThat(answer(mail(SUPPORT, "person@agents.example"))).isEqualTo(HookResult.DECLINED);
        assertThat(refusing.noted()).isEmpty();
    }

    @Test
    void refusesOurOwnDomainWithoutItsSignature() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.passedBySpf("agents.example"));

        HookResult answer = answer(mailFrom("boss@agents.example", SUPPORT));

        assertThat(answer.getSmtpDescription()).startsWith("5.7.26 From names agents.example");
        assertThat(refusing.noted()).extracting(Refusal::reason).containsExactly(RefusalReason.OWN_DOMAIN_FORGED);
    }

    @Test
    void takesOurOwnDomainWithItsSignature() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.passed("agents.example"));

        assertThat(answer(mailFrom("boss@agents.example", SUPPORT))).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void refusesUnprovenMailWhereAnInboxSaysSo() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.unproven());
        assertThat(answer(mail(SUPPORT))).isEqualTo(HookResult.DECLINED);
        setPolicy(Fixtures.SUPPORT, Suspicion.UNPROVEN, Treatment.REJECT);

        HookResult answer = answer(mail("support+tag@agents.example"));

        assertThat(answer.getSmtpRetCode()).isEqualTo("550");
        assertThat(answer.getSmtpDescription()).isEqualTo("5.7.26 Nothing proves that this is from example.com");
        assertThat(refusing.noted()).extracting(Refusal::reason).containsExactly(RefusalReason.UNPROVEN);
    }

    @Test
    void putsOffWhatCannotBeFoundOutNow() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.unknown());

        HookResult answer = answer(mail(SUPPORT));

        assertThat(answer.getSmtpRetCode()).isEqualTo("451");
        assertThat(answer.getSmtpDescription()).startsWith("4.7.5 ");
        assertThat(refusing.noted()).extracting(Refusal::reason).containsExactly(RefusalReason.TEMPORARILY_UNKNOWN);
    }

    @Test
    void refusesWhomListsBlockWhereAnInboxSaysSo() throws Exception {
        ListKey list =
                new ListKey(Fixtures.ORGANIZATION, new Scope.WholeOrganization(), Direction.RECEIVE, ListType.BLOCK);
        lists.save(new ListEntry(list, new EntryName("example.com"), Optional.empty(), Fixtures.NOW));
        refusing.clock.advance(Duration.ofSeconds(10));
        assertThat(answer(mail(SUPPORT))).isEqualTo(HookResult.DECLINED);
        setPolicy(Fixtures.SUPPORT, Suspicion.BLOCKED, Treatment.REJECT);

        HookResult answer = answer(mail(SUPPORT));

        assertThat(answer.getSmtpRetCode()).isEqualTo("550");
        assertThat(answer.getSmtpDescription()).startsWith("5.7.1 ");
        assertThat(answer(mailFrom("eve@other.example", SUPPORT))).isEqualTo(HookResult.DECLINED);
        assertThat(answer(mail(SUPPORT, SALES))).isEqualTo(HookResult.DECLINED);
        assertThat(refusing.noted()).extracting(Refusal::reason).containsExactly(RefusalReason.BLOCKED);
    }

    @Test
    void mailOfMachinesOfOursIsNotChecked() throws Exception {
        authenticator.setAnswer(ScriptedAuthenticator.failed(DmarcPolicy.REJECT));
        Mail mail = mailFrom("boss@agents.example", SUPPORT);

        HookResult answer = hook(authenticator, policies, "192.0.2.0/24").onMessage(Refusing.stranger(), mail);

        assertThat(answer).isEqualTo(HookResult.DECLINED);
        assertThat(evidence(mail)).contains(SenderEvidence.LOCAL);
        assertThat(authenticator.asked()).isEmpty();
    }

    @Test
    void putsOffWhileAStoreIsAway() throws Exception {
        TrustPolicyStore away = (TrustPolicyStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TrustPolicyStore.class}, (proxy, method, arguments) -> {
                    throw new UncheckedIOException(new IOException("away"));
                });

        HookResult answer = hook(authenticator, away, "").onMessage(Refusing.stranger(), mail(SUPPORT));

        assertThat(answer.getSmtpRetCode()).isEqualTo("451");
        assertThat(answer.getSmtpDescription()).startsWith("4.3.0 ");
    }
}
