package io.postroom.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.postroom.core.account.MailDomain;
import io.postroom.core.message.Octets;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.UnreadableMessage;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.DnsAuthenticator.Budget;
import io.postroom.core.trust.dkim.TestSigner;
import io.postroom.core.trust.spf.SpfCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DnsAuthenticatorTest {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final String MESSAGE = "From: Ann <ann@example.org>\r\nSubject: Hello\r\n\r\nHello\r\n";
    private static final Peer PEER =
            new Peer(FakeNames.parse("192.0.2.1"), "mail.example.org", Optional.of("ann@example.org"));
    private static final String GMAIL_KEY =
            "k=rsa; t=y; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDIhyR3oItOy22ZOaBrIVe9m/iME3RqOJeasANSpg2YTHTYV+Xtp4xwf5gTjCmHQEMOs0"
                    + "qYu0FYiNQPQogJ2t0Mfx9zNu06rfRBDjiIU9tpx2T+NGlWZ8qhbiLo5By8apJavLyqTLavyPSrvsx0B3YzC63T4Age2CDqZYA+OwSMWQIDAQAB";

    private final FakeNames names = new FakeNames();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // clocks of this kind may run over
    private final TestSigner signer = new TestSigner("rsa-sha256", "key", 1024);

    private Authenticator authenticator(NameServices dns, int questions) {
        return authenticator(dns, new Budget(TIME, questions, 1, 1));
    }

    private Authenticator authenticator(NameServices dns, Budget budget) {
        Clock clock = Clock.systemUTC();
        return new DnsAuthenticator(
                dns, new SpfCheck(new MailDomain("receiver.example"), clock), clock, budget, nanos::get);
    }

    private Authentication check(Peer peer, String message) {
        return authenticator(deadline -> names, 100).authenticate(peer, TestSigner.octets(message));
    }

    private String signed() {
        return signer.sign(MESSAGE, "relaxed/relaxed", "from:subject", "");
    }

    private void publishAll() {
        names.text("example.org", "v=spf1 ip4:192.0.2.1 -all");
        names.text("_dmarc.example.org", "v=DMARC1; p=reject");
        signer.publish(names);
    }

    private static List<Result> results(Authentication found) {
        return Stream.of(found.spf().result(), found.dkimResult(), found.dmarc().result())
                .toList();
    }

    @Test
    void provesAMessageThatIsWhatItSays() {
        publishAll();

        Authentication found = check(PEER, signed());

        assertThat(results(found)).containsOnly(Result.PASS);
        assertThat(found.dmarc().aligned()).isEqualTo(Alignment.BOTH);
        assertThat(found.arc().result()).isEqualTo(Result.NONE);
        assertThat(found.alignedDomain()).contains(new MailDomain("example.org"));
    }

    @Test
    void provesAMessageOfTheCorpus() throws IOException {
        Path file = Path.of(System.getProperty("postroom.corpora", "../../../shared/corpora"))
                .resolve("dkim-james-jdkim/corpus/gamma_gmail.com.eml");
        assumeTrue(Files.isRegularFile(file), "there is no message at " + file);
        String message = Files.readString(file, StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n");
        names.text("gamma._domainkey.gmail.com", GMAIL_KEY);
        names.text("_dmarc.gmail.com", "v=DMARC1; p=none; sp=quarantine");

        Authentication good = check(PEER, message);
        Authentication changed = check(PEER, message + "One more line\r\n");

        assertThat(good.dmarc().result()).isEqualTo(Result.PASS);
        assertThat(good.dmarc().aligned()).isEqualTo(Alignment.DKIM);
        assertThat(changed.dkimResult()).isEqualTo(Result.FAIL);
        assertThat(changed.dmarc().result()).isEqualTo(Result.FAIL);
        assertThat(changed.authenticated()).isFalse();
    }

    @Test
    void readsTheAuthorInUtf8() {
        names.text("_dmarc.xn--bcher-kva.example", "v=DMARC1; p=reject");
        String from =
                new String("From: a@b\u00fccher.example".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        Authentication found = check(PEER, from + "\r\n\r\n");

        assertThat(found.dmarc().from()).contains(new MailDomain("xn--bcher-kva.example"));
        assertThat(found.dmarc().policy()).isEqualTo(DmarcPolicy.REJECT);
    }

    @Test
    void knowsNothingWhileDnsIsDead() {
        NameServices dead = deadline -> new Answering(() -> {
            throw new UncheckedIOException(new IOException("dead"));
        });

        Authentication found = authenticator(dead, 100).authenticate(PEER, TestSigner.octets(signed()));

        assertThat(results(found)).containsOnly(Result.TEMPERROR);
        assertThat(found.authenticated()).isFalse();
        assertThat(found.temporarilyUnknown()).isTrue();
    }

    @Test
    void asksNothingMoreOnceTheTimeIsOver() {
        publishAll();
        AtomicLong asked = new AtomicLong();
        NameServices slow = deadline -> new Answering(() -> {
            assertThat(deadline.isOver()).isFalse();
            asked.incrementAndGet();
            nanos.addAndGet(SLOW.toNanos());
        });
        String many = MESSAGE;
        for (String key : List.of("a", "b", "c", "d", "e", "f")) {
            many = new TestSigner("ed25519-sha256", key, 256).sign(many, "relaxed/relaxed", "from", "");
        }

        Authentication found = authenticator(slow, 100).authenticate(PEER, TestSigner.octets(many));

        assertThat(asked).hasValue(TIME.dividedBy(SLOW));
        assertThat(found.spf().result()).isEqualTo(Result.TEMPERROR);
        assertThat(found.dkimResult()).isEqualTo(Result.TEMPERROR);
        assertThat(found.dmarc().policy())
                .as("known before the slow servers were asked")
                .isEqualTo(DmarcPolicy.REJECT);
    }

    @Test
    void asksNoMoreThanSoManyQuestions() {
        publishAll();
        names.text("example.org.", "v=spf1 mx -all");

        Authentication found = authenticator(deadline -> names, 2).authenticate(PEER, TestSigner.octets(signed()));

        assertThat(names.questions()).isEqualTo(2);
        assertThat(found.spf().result()).isEqualTo(Result.TEMPERROR);
        assertThat(found.dmarc().result()).isEqualTo(Result.PASS); // by its signature
    }

    @Test
    void asksEachQuestionOnce() {
        publishAll();
        String twice = signer.sign(signed(), "relaxed/relaxed", "from", "");

        check(PEER, twice);

        assertThat(names.questions()).isEqualTo(3); // policy, key, SPF
    }

    @Test
    void doesNotAskAgainWhatWasNotAnswered() {
        names.away("key._domainkey.example.org");
        String twice = signer.sign(signed(), "relaxed/relaxed", "from", "");

        Authentication found = check(PEER, twice);

        assertThat(found.dkim()).hasSize(2).allMatch(finding -> finding.result() == Result.TEMPERROR);
        assertThat(names.questions()).isEqualTo(4); // _dmarc.example.org, _dmarc.org, key, SPF
    }

    @Test
    void knowsNothingOfAMessageTooMany() {
        publishAll();
        List<Authentication> inside = new ArrayList<>();
        List<Authenticator> self = new ArrayList<>();
        self.add(authenticator(
                deadline -> {
                    inside.add(self.get(0).authenticate(PEER, TestSigner.octets(signed())));
                    return names;
                },
                100));

        Authentication outside = self.get(0).authenticate(PEER, TestSigner.octets(signed()));

        assertThat(results(inside.get(0))).containsOnly(Result.TEMPERROR);
        assertThat(inside.get(0).spf().reason()).contains("too many");
        assertThat(results(outside)).containsOnly(Result.PASS);
        assertThat(results(self.get(0).authenticate(PEER, TestSigner.octets(MESSAGE))))
                .contains(Result.PASS);
    }

    @Test
    void leavesPlacesForOtherClients() {
        publishAll();
        Peer other = new Peer(FakeNames.parse("192.0.2.2"), "mail.example.org", Optional.of("ann@example.org"));
        List<Authentication> inside = new ArrayList<>();
        List<Authenticator> self = new ArrayList<>();
        self.add(authenticator(
                deadline -> {
                    if (inside.isEmpty()) {
                        inside.add(self.get(0).authenticate(PEER, TestSigner.octets(signed())));
                        inside.add(self.get(0).authenticate(other, TestSigner.octets(signed())));
                    }
                    return names;
                },
                new Budget(TIME, 100, 2, 1)));

        self.get(0).authenticate(PEER, TestSigner.octets(signed()));

        assertThat(inside.get(0).spf().reason()).contains("too many");
        assertThat(inside.get(1).dkimResult()).isEqualTo(Result.PASS);
    }

    @Test
    void throwsWhereTheMessageCannotBeRead() {
        RawMessage gone = new UnreadableMessage();
        Authenticator authenticator = authenticator(deadline -> names, 100);

        assertThatThrownBy(() -> authenticator.authenticate(PEER, gone)).isInstanceOf(UncheckedIOException.class);
        assertThat(authenticator
                        .authenticate(PEER, new Octets(new byte[0]))
                        .dmarc()
                        .result())
                .isEqualTo(Result.PERMERROR);
    }

    /** Does something before each answer of the other fake. */
    private final class Answering implements NameService {
        private final Runnable before;

        Answering(Runnable before) {
            this.before = before;
        }

        @Override
        public List<String> texts(String name) {
            before.run();
            return names.texts(name);
        }

        @Override
        public List<InetAddress> addresses(String name, Family family) {
            before.run();
            return names.addresses(name, family);
        }

        @Override
        public List<String> mailHosts(String name) {
            before.run();
            return names.mailHosts(name);
        }

        @Override
        public List<String> hostNames(InetAddress address) {
            before.run();
            return names.hostNames(address);
        }
    }
}
