package io.postroom.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.mail.util.CRLFOutputStream;
import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import io.postroom.core.domain.DnsTerms;
import io.postroom.core.domain.DomainOptions;
import io.postroom.core.domain.DomainRights;
import io.postroom.core.domain.DomainSigners;
import io.postroom.core.domain.DomainStore;
import io.postroom.core.domain.DomainVerification;
import io.postroom.core.domain.OwnDomain;
import io.postroom.core.domain.Recipients;
import io.postroom.core.domain.SigningKey;
import io.postroom.core.domain.SigningKeys;
import io.postroom.core.secret.MasterKey;
import io.postroom.core.secret.Seal;
import io.postroom.store.memory.MemoryDomainStore;
import io.postroom.store.memory.MemoryInboxStore;
import io.postroom.store.memory.MemorySigningKeyStore;
import io.postroom.testkit.Crashes;
import io.postroom.testkit.FakeDns;
import io.postroom.testkit.FakeMailAccounts;
import io.postroom.testkit.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignDkimTest {
    private static final MailDomain OWN = new MailDomain("agents.example");
    private static final String HEADER = """
            From: "Agent, the" <agent@mail.example>
            To: you@example.com
            Subject: Hello
             folded,\tand  spaced
            Date: Sun, 1 Mar 2026 12:00:00 +0000
            Message-ID: <1@mail.example>
            """;

    private final MemoryInboxStore inboxes = new MemoryInboxStore();
    private final MemoryDomainStore domains = new MemoryDomainStore();
    private final Crashes crashes = new Crashes();
    private final SigningKeys keys = new SigningKeys(new Seal(new MasterKey(new byte[MasterKey.OCTETS])));
    private final SigningKey key = keys.make();
    private final DomainStore store = crashes.wrap(DomainStore.class, domains);
    private final MemorySigningKeyStore ownKeys = new MemorySigningKeyStore();
    private final SignDkim mailet = new SignDkim(new DomainSigners(
            store,
            new DomainRights(OWN, false, store),
            new OwnDomain(
                    OWN,
                    ownKeys,
                    keys,
                    new DomainVerification(
                            new DnsTerms(OWN, "v=spf1 mx ~all", "v=DMARC1; p=reject"),
                            new FakeDns(),
                            new FakeMailAccounts(),
                            domain -> {})),
            new Recipients(inboxes, store),
            keys));

    SignDkimTest() {
        inboxes.create(Fixtures.inbox(new InboxId("agent@mail.example")));
        inboxes.create(Fixtures.inbox(new InboxId("agent@agents.example")));
        domains.create(Fixtures.verifiedDomain("mail.example", DomainOptions.USUAL), key);
    }

    private static Mail mail(String sender, String text) throws MessagingException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return FakeMail.builder()
                .name("mail-1")
                .sender(sender)
                .recipient("you@example.com")
                .mimeMessage(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets)))
                .build();
    }

    private static byte[] onTheWire(Mail mail) throws MessagingException, IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        mail.getMessage().writeTo(new CRLFOutputStream(octets));
        return octets.toByteArray();
    }

    private List<SignatureRecord> verify(byte[] octets) throws IOException, FailException {
        return verify(octets, key);
    }

    private static List<SignatureRecord> verify(byte[] octets, SigningKey published) throws IOException, FailException {
        DKIMVerifier verifier =
                new DKIMVerifier((method, selector, domain) -> List.of("v=DKIM1; k=rsa; p=" + published.publicKey()));
        return verifier.verify(new ByteArrayInputStream(octets));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world\n",
                "no line end at the end",
                "",
                "\n\n\n",
                "trailing \t\n  spaces   \n\n\n",
                "CRLF\r\nand LF\nand CR\ralone\n",
                ".dot\n..dots\n.\n"
            })
    void makesASignatureThatVerifies(String body) throws Exception {
        Mail mail = mail("agent@mail.example", HEADER + "\n" + body);

        mailet.service(mail);

        List<SignatureRecord> signatures = verify(onTheWire(mail));
        assertThat(signatures).hasSize(1);
        assertThat(signatures.get(0).getDToken().toString()).isEqualTo("mail.example");
        assertThat(signatures.get(0).getSelector().toString()).isEqualTo(key.selector());
        assertThat(signatures.get(0).getHeaderCanonicalisationMethod()).isEqualTo("relaxed");
        assertThat(signatures.get(0).getBodyCanonicalisationMethod()).isEqualTo("relaxed");
    }

    @Test
    void putsTheSignatureOnTopAndChangesNothingElse() throws Exception {
        Mail mail = mail("agent@mail.example", HEADER + "\nHello\n");
        String before = new String(onTheWire(mail), StandardCharsets.ISO_8859_1);

        mailet.service(mail);

        String after = new String(onTheWire(mail), StandardCharsets.ISO_8859_1);
        assertThat(after).startsWith("DKIM-Signature:").endsWith(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: Hullo", "From: other@mail.example", "X: y"})
    void breaksWhenAFieldIsPutOnTopUnlessItIsNotSigned(String field) throws Exception {
        Mail mail = mail("agent@mail.example", HEADER + "\nHello\n");
        mailet.service(mail);
        byte[] changed = (field + "\r\n" + new String(onTheWire(mail), StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);

        if (field.startsWith("From")) {
            assertThatThrownBy(() -> verify(changed)).isInstanceOf(FailException.class);
        } else {
            assertThat(verify(changed)).hasSize(1);
        }
    }

    @Test
    void breaksWhenTheBodyChanges() throws Exception {
        Mail mail = mail("agent@mail.example", HEADER + "\nHello\n");
        mailet.service(mail);
        String changed = new String(onTheWire(mail), StandardCharsets.ISO_8859_1).replace("Hello\r\n", "Hullo\r\n");

        assertThatThrownBy(() -> verify(changed.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(FailException.class);
    }

    @Test
    void signsOnceHoweverOftenItIsCalled() throws Exception {
        Mail mail = mail("agent+bounce-7@mail.example", HEADER + "\nHello\n");

        mailet.service(mail);
        mailet.service(mail);

        assertThat(mail.getMessage().getHeader("DKIM-Signature")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: stranger@agents.example",
                "From: boss@elsewhere.example",
                "From: nonsense",
                "From: a@mail.example\nFrom: b@mail.example",
                "From: <@>",
                "To: nobody@example.com"
            })
    void leavesUnsignedWhatHasNoKey(String from) throws Exception {
        Mail mail = mail("agent@agents.example", from + "\n\nHello\n");

        mailet.service(mail);

        assertThat(mail.getMessage().getHeader("DKIM-Signature")).isNull();
    }

    @Test
    void signsMailOfTheInstallationsOwnDomain() throws Exception {
        Mail mail =
                mail("agent+bounce-7@agents.example", "From: Agent <Agent@agents.example>\nTo: a@b.example\n\nHello\n");

        mailet.service(mail);

        SigningKey own = ownKeys.find(OWN).orElseThrow();
        List<SignatureRecord> signatures = verify(onTheWire(mail), own);
        assertThat(signatures).hasSize(1);
        assertThat(signatures.get(0).getDToken()).hasToString("agents.example");
        assertThat(signatures.get(0).getSelector()).hasToString(own.selector());
    }

    @Test
    void doesNotSignForAStranger() throws Exception {
        Mail mail = mail("stranger@elsewhere.example", HEADER + "\nHello\n");

        mailet.service(mail);

        assertThat(mail.getMessage().getHeader("DKIM-Signature")).isNull();
    }

    @Test
    void keepsTheMailFromLeavingWhileTheStoreIsAway() throws Exception {
        Mail mail = mail("agent@mail.example", HEADER + "\nHello\n");
        crashes.at(1, Crashes.Moment.BEFORE);

        assertThatThrownBy(() -> mailet.service(mail)).isInstanceOf(UncheckedIOException.class);

        mailet.service(mail);
        assertThat(verify(onTheWire(mail))).hasSize(1);
    }
}
