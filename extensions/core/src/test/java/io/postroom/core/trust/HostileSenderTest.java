package io.postroom.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DnsAuthenticator.Budget;
import io.postroom.core.trust.dkim.TestSigner;
import io.postroom.core.trust.spf.SpfCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers write and publish must neither throw nor cost much. */
class HostileSenderTest {
    private static final Duration MUCH = Duration.ofSeconds(10); // hours without limits
    private static final int LONG = 16_000;
    private static final int ROUNDS = 400;

    private final FakeNames names = new FakeNames();
    private final Authenticator authenticator = new DnsAuthenticator(
            deadline -> names,
            new SpfCheck(new MailDomain("receiver.example"), Clock.systemUTC()),
            Clock.systemUTC(),
            new Budget(Duration.ofSeconds(20), 100, 1, 1),
            System::nanoTime);

    private Authentication check(String sender, String message) {
        return authenticator.authenticate(
                new Peer(FakeNames.parse("2001:db8::1"), "helo.example", Optional.of(sender)),
                TestSigner.octets(message));
    }

    private SpfFinding spf(String sender) {
        return check(sender, "From: a@example.net\r\n\r\n").spf();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%{Lr.-+,/_=}.",
                "%{l1r-}.a.",
                "%{S}%{s}.",
                "%{ir}.",
                "a.",
                "%%.",
                "%{p}.",
                "%{dr.........................}."
            })
    void boundsWhatMacrosCost(String piece) {
        String macro = piece.repeat(LONG / piece.length() - 10) + "example";
        names.text("example.org", "v=spf1 " + "include:next.example.org ".repeat(5) + "exists:" + macro + " -all");
        names.text("next.example.org", "v=spf1 exists:" + macro + " ?all");
        String localPart = "x.-+=".repeat(2000);

        SpfFinding found = assertTimeoutPreemptively(MUCH, () -> spf(localPart + "@example.org"));

        assertThat(found.result()).isNotIn(Result.PASS, Result.NONE);
    }

    @Test
    void boundsWhatExplanationsCostAndFailsAllTheSame() {
        names.text("example.org", "v=spf1 -all exp=why.example.org");
        names.text("why.example.org", "%{Lr.-+,/_=}".repeat(5000));

        SpfFinding found = assertTimeoutPreemptively(MUCH, () -> spf("x.".repeat(2000) + "@example.org"));

        assertThat(found.result()).isEqualTo(Result.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:m1.example a:m2.example a:m3.example",
                "exists:m1.example exists:m2.example exists:m3.example",
                "mx:m1.example mx:m2.example mx:m3.example",
                "ptr a:m1.example a:m2.example",
                "mx:host.example a:m1.example a:m2.example"
            })
    void countsAnswersThatAreEmpty(String terms) {
        names.text("example.org", "v=spf1 " + terms + " +all");
        names.mailHost("host.example", "without-address.example");

        assertThat(spf("a@example.org").result()).isEqualTo(Result.PERMERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"include:missing.example +all", "redirect=missing.example"})
    void givesUpOnRecordsThatAreMissing(String terms) {
        names.text("example.org", "v=spf1 " + terms);

        assertThat(spf("a@example.org").result()).isEqualTo(Result.PERMERROR);
    }

    @Test
    void allowsTwoEmptyAnswers() {
        names.text("example.org", "v=spf1 a:m1.example mx:m2.example +all");

        assertThat(spf("a@example.org").result()).isEqualTo(Result.PASS);
    }

    static Stream<String> senders() {
        return Stream.of(
                "@",
                "a@",
                "@example.org",
                "a@b@example.org",
                "\"a b\"@example.org",
                "a@[192.0.2.1]",
                "a".repeat(LONG),
                "a@" + "x.".repeat(LONG),
                "a@" + "y".repeat(LONG) + ".example",
                "a@b\u00fccher.example",
                "\u0000@\u0000.\u0000");
    }

    @ParameterizedTest
    @MethodSource("senders")
    void bearsAnySender(String sender) {
        assertThat(spf(sender).result()).isEqualTo(Result.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results", "From"})
    void bearsLongAndManyFields(String name) {
        for (String piece : List.of(
                "(", "\"", "<", "a@b,", ";", "a=", "a=b;", "i=1;", "=", ":", "\\", " ", "@", ".", "\r\n ", "\u00ff")) {
            String longOne = name + ": " + piece.repeat(400_000 / piece.length()) + "\r\n\r\n";
            String many =
                    (name + ": " + piece + "\r\n").repeat(400_000 / (name.length() + 4 + piece.length())) + "\r\n";
            Stream.of(longOne, many).forEach(message -> {
                Authentication found = assertTimeoutPreemptively(MUCH, () -> check("a@example.org", message));
                assertThat(found.authenticated()).isFalse();
            });
        }
    }

    @Test
    void hashesABodyInFewForms() {
        TestSigner signer = new TestSigner("ed25519-sha256", "key", 256);
        signer.publish(names);
        String message = "From: a@example.org\r\n\r\n" + "x".repeat(100) + "\r\n";
        for (int length = 1; length <= 8; length++) {
            message = signer.sign(message, "relaxed/relaxed", "from", "; l=" + length);
        }

        assertThat(check("a@example.org", message).dkim())
                .hasSize(8)
                .allMatch(finding -> finding.result() == Result.POLICY)
                .filteredOn(finding -> finding.reason().contains("too many ways"))
                .hasSize(4);
    }

    /** Good input, with some characters that are others. */
    @Test
    void bearsWhateverStrangersWriteAndPublish() {
        Random random = new Random(7208);
        TestSigner signer = new TestSigner("ed25519-sha256", "key", 256);
        String message = signer.sign(
                "From: Ann <ann@example.org>, b@c.example\r\nSubject: x\r\n\r\nHello\r\n",
                "relaxed/simple",
                "from",
                "");
        String key =
                "v=DKIM1; k=rsa; h=sha256; s=email; t=y:s; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDIhyR3oItOy22ZOaBr";
        String spf =
                "v=spf1 a:%{l1r-}.%{ir}.%{v}.x.example/24//64 mx:%{d2} ptr ip4:192.0.2.0/24 ip6:2001:db8::/32 exists:%{h}.%{o} ?include:%{S} exp=%{d}";
        String dmarc =
                "v=DMARC1; p=reject; sp=none; np=quarantine; psd=n; adkim=s; aspf=r; t=y; rua=mailto:a@example.org";

        assertThatCode(() -> IntStream.range(0, ROUNDS).forEach(i -> {
                    FakeNames fresh = new FakeNames();
                    fresh.text("example.org", mutated(spf, "v=spf1 ".length(), random));
                    fresh.text("key._domainkey.example.org", mutated(key, 0, random));
                    fresh.text("_dmarc.example.org", mutated(dmarc, "v=DMARC1;".length(), random));
                    fresh.hostName("2001:db8::1", mutated("host.example.org", 0, random));
                    new DnsAuthenticator(
                                    deadline -> fresh,
                                    new SpfCheck(new MailDomain("receiver.example"), Clock.systemUTC()),
                                    Clock.systemUTC(),
                                    new Budget(Duration.ofSeconds(20), 100, 1, 1),
                                    System::nanoTime)
                            .authenticate(
                                    new Peer(
                                            FakeNames.parse("2001:db8::1"),
                                            mutated("helo.example", 0, random),
                                            Optional.of(mutated("ann", 0, random) + "@example.org")),
                                    TestSigner.octets(mutated(message, 0, random)));
                }))
                .doesNotThrowAnyException();
    }

    private static String mutated(String text, int from, Random random) {
        String odd = "\u0000 \t\r\n\"\\%{}()<>@.,;:=/-_+~?!\u00ff\u0080a0Z";
        return IntStream.range(0, text.length())
                .mapToObj(i -> i < from || random.nextInt(25) > 0
                        ? String.valueOf(text.charAt(i))
                        : String.valueOf(odd.charAt(random.nextInt(odd.length())))
                                .repeat(random.nextInt(4)))
                .collect(Collectors.joining());
    }
}
