package io.postroom.core.trust.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.ArcFinding;
import io.postroom.core.trust.FakeNames;
import io.postroom.core.trust.Result;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of RFC 8617. */
class ArcCheckTest {
    private static final String MESSAGE = "From: Ann <ann@example.org>\r\nSubject: Hello\r\n\r\nThe body\r\n";
    private static final MailDomain SEALER = new MailDomain(TestSigner.DOMAIN);

    private final FakeNames names = new FakeNames();
    private final TestSigner signer = new TestSigner("rsa-sha256", "arc", 1024);

    @BeforeEach
    void publish() {
        signer.publish(names);
    }

    @Test
    void hasNothingToSayWithoutAChain() {
        assertThat(check(MESSAGE)).isEqualTo(ArcFinding.none(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void believesAWholeChain(int sets) {
        ArcFinding finding = check(chain(sets));

        assertThat(finding.reason()).isEmpty();
        assertThat(finding.result()).isEqualTo(Result.PASS);
        assertThat(finding.sealers()).hasSize(sets).containsOnly(SEALER);
    }

    @Test
    void believesAChainOfEdwardsCurves() {
        TestSigner edwards = new TestSigner("ed25519-sha256", "ed", 0);
        edwards.publish(names);

        assertThat(check(edwards.seal(chain(1), 2, "pass")).result()).isEqualTo(Result.PASS);
    }

    @Test
    void refusesMoreSetsThanAChainMayHave() {
        assertThat(check(chain(51)))
                .isEqualTo(new ArcFinding(Result.FAIL, List.of(), "malformed or repeated instances"));
    }

    @ParameterizedTest
    @CsvSource({
        "'The body', 'A body'",
        "'Subject: Hello', 'Subject: Bye'",
        "'relay.example; none', 'relay.example; dkim=pass'",
        "'cv=none', 'cv=pass'",
        "'cv=pass', 'cv=none'",
        "'cv=pass', 'cv=fail'",
        "'cv=pass', 'cv='",
        "'ARC-Seal: i=2', 'ARC-Seal: i=2; h=from'",
        "'ARC-Seal: i=2', 'ARC-Seal: i=2; t=1'",
        "'ARC-Seal: i=2', 'ARC-Seal: i=3'",
        "'ARC-Seal: i=2', 'ARC-Seal: i=1'",
        "'ARC-Seal: i=2', 'ARC-Seal: i=x'",
        "'ARC-Seal: i=2', 'ARC-Seal: i=0'",
        "'ARC-Seal: i=2', 'ARC-Seal: i=51'",
        "'ARC-Seal: i=2', 'X-Seal: i=2'",
        "'ARC-Seal: i=1', 'X-Seal: i=1'",
        "'ARC-Message-Signature: i=2', 'X-Signature: i=2'",
        "'ARC-Message-Signature: i=1', 'X-Signature: i=1'",
        "'ARC-Authentication-Results: i=1', 'X-Results: i=1'",
        "'ARC-Authentication-Results: i=2', 'ARC-Authentication-Results: j=2'",
        "'ARC-Message-Signature: i=1', 'ARC-Message-Signature: i=1; t=1'",
        "'h=from:subject', 'h=from:subject:arc-seal'",
        "'a=rsa-sha256', 'a=rsa-sha1'",
        "'d=example.org', 'd=other.example'",
    })
    void noticesABrokenChain(String from, String to) {
        String chain = chain(2);
        int at = chain.indexOf(from);

        ArcFinding finding = check(chain.substring(0, at) + to + chain.substring(at + from.length()));

        assertThat(at).isNotNegative();
        assertThat(finding.result()).isEqualTo(Result.FAIL);
        assertThat(finding.reason()).isNotEmpty();
    }

    @Test
    void noticesARepeatedInstance() {
        String chain = chain(1);

        assertThat(check(chain.substring(0, chain.indexOf("From:")) + chain).result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void noticesALostFirstSet() {
        String first = chain(1);
        String second = chain(2);
        String added = second.substring(0, second.length() - first.length());

        assertThat(second).endsWith(first);
        assertThat(check(added + MESSAGE).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void noticesAnotherKey() {
        String chain = chain(2);
        TestSigner other = new TestSigner("rsa-sha256", "arc", 1024);
        FakeNames others = new FakeNames();
        other.publish(others);

        assertThat(new ArcCheck()
                        .check(SignedMail.read(TestSigner.octets(chain)), others)
                        .result())
                .isEqualTo(Result.FAIL);
        assertThat(new ArcCheck()
                        .check(SignedMail.read(TestSigner.octets(chain)), new FakeNames())
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void knowsNothingWithoutDns() {
        names.away(signer.name());

        assertThat(check(chain(2)).result()).isEqualTo(Result.TEMPERROR);
    }

    private String chain(int sets) {
        String message = MESSAGE;
        for (int i = 1; i <= sets; i++) {
            message = signer.seal(message, i, i == 1 ? "none" : "pass");
        }
        return message;
    }

    private ArcFinding check(String message) {
        return new ArcCheck().check(SignedMail.read(TestSigner.octets(message)), names);
    }
}
