package io.postroom.core.trust.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.FakeNames;
import io.postroom.core.trust.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DkimCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String MESSAGE =
            "From: Ann <ann@example.org>\r\nSubject: Hello  you\r\nTo: bob@example.com\r\n\r\nA line  \r\n\r\nan end\r\n\r\n\r\n";
    private static final String ALL = "from:subject:to";

    private final FakeNames names = new FakeNames();

    @Test
    void agreesWithTheExampleOfRfc8463() throws IOException {
        names.text(
                "brisbane._domainkey.football.example.com",
                "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
        names.text(
                "test._domainkey.football.example.com",
                "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY"
                        + "/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G"
                        + "+2kryOTIKT+l/K4w3QIDAQAB");
        String message = resource("rfc8463.eml");

        assertThat(check(message)).extracting(DkimFinding::result).containsExactly(Result.PASS, Result.PASS);
        assertThat(check(message.replace("lost", "won")))
                .extracting(DkimFinding::result)
                .containsExactly(Result.FAIL, Result.FAIL);
        assertThat(check(message.replace("dinner", "supper")))
                .extracting(DkimFinding::result)
                .containsExactly(Result.FAIL, Result.FAIL);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = DkimCheckTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-sha256, simple/simple", "rsa-sha256, simple/relaxed", "rsa-sha256, relaxed/simple",
        "rsa-sha256, relaxed/relaxed", "ed25519-sha256, relaxed/relaxed", "ed25519-sha256, simple/simple"
    })
    void provesWhoSigned(String algorithm, String forms) {
        TestSigner signer = published(algorithm, 2048);

        assertThat(check(signer.sign(MESSAGE, forms, ALL, "")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.result()).isEqualTo(Result.PASS))
                .satisfies(finding ->
                        assertThat(finding.domain().orElseThrow().value()).isEqualTo("example.org"))
                .satisfies(finding -> assertThat(finding.selector()).isEqualTo("s"));
    }

    @Test
    void letsARelaxedFormSurviveWhatRelaysDo() {
        String signed = published("rsa-sha256", 2048).sign(MESSAGE, "relaxed/relaxed", ALL, "");

        assertThat(only(signed.replace("Subject: Hello  you", "SUBJECT : Hello\r\n\tyou  ")))
                .isEqualTo(Result.PASS);
        assertThat(only(signed.replace("A line  \r\n", "A  line\r\n"))).isEqualTo(Result.PASS);
        assertThat(only(signed + "\r\n\r\n")).isEqualTo(Result.PASS);
        assertThat(only(signed.replace("A line", "Aline"))).isEqualTo(Result.FAIL);
    }

    @Test
    void noticesAnyChangeOfASimpleForm() {
        String signed = published("rsa-sha256", 2048).sign(MESSAGE, "simple/simple", ALL, "");

        assertThat(only(signed + "\r\n\r\n")).isEqualTo(Result.PASS);
        assertThat(only(signed.replace("Hello  you", "Hello you"))).isEqualTo(Result.FAIL);
        assertThat(only(signed.replace("A line  ", "A line"))).isEqualTo(Result.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\n", " ", "x", "x\r\n", "\r", "\r\r\n", "\n", "a\rb", " \r\n\t\r\n"})
    void hashesStrangeBodies(String body) {
        TestSigner signer = published("rsa-sha256", 1024);
        String message = "From: ann@example.org\r\n\r\n" + body;

        assertThat(only(signer.sign(message, "relaxed/relaxed", "from", ""))).isEqualTo(Result.PASS);
        assertThat(only(signer.sign(message, "simple/simple", "from", ""))).isEqualTo(Result.PASS);
        assertThat(only(signer.sign(message, "relaxed/relaxed", "from", "") + "more"))
                .isEqualTo(Result.FAIL);
    }

    /** RFC 6376 §3.4.3 and §3.4.4 give these values. */
    @Test
    void hashesAnEmptyBodyAsTheStandardSays() {
        assertThat(hash(Canonical.SIMPLE, "")).isEqualTo("frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=");
        assertThat(hash(Canonical.RELAXED, "")).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assertThat(hash(Canonical.RELAXED, " C \r\nD \t E\r\n\r\n\r\n"))
                .isEqualTo(hash(Canonical.SIMPLE, " C\r\nD E\r\n"));
    }

    private static String hash(Canonical form, String body) {
        BodyHash hash = new BodyHash(new BodyForm(form, "SHA-256", OptionalLong.empty()));
        hash.update(body.getBytes(StandardCharsets.ISO_8859_1), body.length());
        return hash.finish().hash();
    }

    @Test
    void refusesWeakKeysAndHashes() {
        assertThat(only(published("rsa-sha256", 512).sign(MESSAGE, "relaxed/relaxed", ALL, "")))
                .isEqualTo(Result.POLICY);
        TestSigner old = new TestSigner("rsa-sha1", "old", 2048);
        old.publish(names);
        assertThat(only(old.sign(MESSAGE, "relaxed/relaxed", ALL, ""))).isEqualTo(Result.POLICY);
    }

    @ParameterizedTest
    @CsvSource({
        "; l=3, POLICY",
        "; l=0, POLICY",
        "; l=20, PASS",
        "; l=21, FAIL",
        "; l=99999999999999999999, NEUTRAL",
        "; l=-1, NEUTRAL"
    })
    void provesNothingByAPartOfABody(String limit, Result expected) {
        String tag = limit.contains("9999") || limit.contains("-") ? "" : limit;
        String signed = published("rsa-sha256", 1024).sign(MESSAGE, "simple/simple", ALL, tag);

        assertThat(only(tag.isEmpty() ? signed.replace("; h=", limit + "; h=") : signed))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "; x=1763726400, PERMERROR",
        "; x=1795262400, PASS",
        "; t=1795262399; x=1795262400, PASS",
        "; t=1795260000; x=1795259999, PERMERROR",
        "; t=1795262400, PASS",
        "; t=1795264000, PASS",
        "; t=1795270000, PERMERROR",
        "; t=now, NEUTRAL",
        "; x=never, NEUTRAL",
        "; i=@example.org, PASS",
        "; i=ann@mail.example.org, PASS",
        "; i=@other.example, PERMERROR",
        "; i=@notexample.org, PERMERROR",
        "; i=ann, NEUTRAL",
        "; q=dns/txt, PASS",
        "; q=x:dns/txt, PASS",
        "; q=http, NEUTRAL",
        "; z=copy, PASS"
    })
    void minds(String tags, Result expected) {
        TestSigner signer = published("rsa-sha256", 1024);
        String signed;
        try {
            signed = signer.sign(MESSAGE, "relaxed/relaxed", ALL, tags);
        } catch (UnusableSignatureException e) {
            signed = signer.sign(MESSAGE, "relaxed/relaxed", ALL, "").replace("; h=", tags + "; h=");
        }

        assertThat(only(signed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'v=1; ', '', PERMERROR",
        "'v=1; ', 'v=2; ', NEUTRAL",
        "'d=example.org', 'd=', PERMERROR",
        "'d=example.org', 'd=-', NEUTRAL",
        "'s=s;', 's=a b/c;', NEUTRAL",
        "'s=s;', '', PERMERROR",
        "'h=from:subject:to', 'h=subject:to', PERMERROR",
        "'h=from:subject:to', 'h=from::to', NEUTRAL",
        "'h=from:subject:to', '', NEUTRAL",
        "'a=rsa-sha256', 'a=rsa-md5', NEUTRAL",
        "'a=rsa-sha256', 'a=', PERMERROR",
        "'c=relaxed/relaxed', 'c=loose', NEUTRAL",
        "'c=relaxed/relaxed', 'c=relaxed/loose', NEUTRAL",
        "'bh=', 'bh=*', NEUTRAL",
        "'; b=', '; b=*', NEUTRAL",
        "'a=rsa-sha256', 'a=rsa-sha256; a=rsa-sha256', NEUTRAL",
        "'v=1;', 'v=1; nonsense;', NEUTRAL",
        "'bh=', 'bx=', PERMERROR",
        "'Hello', 'Bye', FAIL"
    })
    void doesNotProveByAMalformedSignature(String from, String to, Result expected) {
        String signed = published("rsa-sha256", 1024).sign(MESSAGE, "relaxed/relaxed", ALL, "");

        assertThat(only(replaceFirst(signed, from, to))).isEqualTo(expected);
    }

    private static String replaceFirst(String text, String from, String to) {
        int at = text.indexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    @ParameterizedTest
    @CsvSource({
        "'p=KEY', PASS", "'v=DKIM1; p=KEY', PASS", "'v=DKIM1; k=rsa; h=sha256; s=email; t=y; p=KEY;', PASS",
        "'v=DKIM1; s=*; h=sha1:sha256; n=note; p=KEY', PASS", "'k=RSA; p=KEY', PASS", "'', PERMERROR",
        "'v=DKIM1; p=', PERMERROR", "'v=DKIM1', PERMERROR", "'v=DKIM2; p=KEY', PERMERROR",
        "'p=KEY; v=DKIM1', PERMERROR", "'v=DKIM1; k=ed25519; p=KEY', PERMERROR", "'v=DKIM1; h=sha1; p=KEY', PERMERROR",
        "'v=DKIM1; s=chat; p=KEY', PERMERROR", "'v=DKIM1; g=bob; p=KEY', PERMERROR", "'v=DKIM1; g=; p=KEY', PERMERROR",
        "'v=DKIM1; p=AAAA', PERMERROR", "'v=DKIM1; p=*', PERMERROR", "'v=DKIM1; p=KEY; p=KEY', PERMERROR",
        "'v=spf1 -all', PERMERROR"
    })
    void mindsTheKeyRecord(String record, Result expected) {
        TestSigner signer = new TestSigner("rsa-sha256", "s", 1024);
        names.text(signer.name(), record.replace("KEY", signer.publicKey()));

        assertThat(only(signer.sign(MESSAGE, "relaxed/relaxed", ALL, ""))).isEqualTo(expected);
    }

    @Test
    void keepsAStrictKeyToItsDomain() {
        TestSigner signer = new TestSigner("rsa-sha256", "s", 1024);
        names.text(signer.name(), "v=DKIM1; t=y:s; p=" + signer.publicKey());

        assertThat(only(signer.sign(MESSAGE, "relaxed/relaxed", ALL, "; i=a@example.org")))
                .isEqualTo(Result.PASS);
        assertThat(only(signer.sign(MESSAGE, "relaxed/relaxed", ALL, "; i=a@b.example.org")))
                .isEqualTo(Result.PERMERROR);
    }

    @Test
    void triesEveryKeyOfAName() {
        TestSigner signer = new TestSigner("rsa-sha256", "s", 1024);
        names.text(signer.name(), "v=DKIM1; p=AAAA");
        new TestSigner("rsa-sha256", "s", 1024).publish(names);
        signer.publish(names);

        assertThat(only(signer.sign(MESSAGE, "relaxed/relaxed", ALL, ""))).isEqualTo(Result.PASS);
    }

    @Test
    void knowsNothingWithoutDns() {
        TestSigner signer = published("rsa-sha256", 1024);
        names.away(signer.name());

        assertThat(only(signer.sign(MESSAGE, "relaxed/relaxed", ALL, ""))).isEqualTo(Result.TEMPERROR);
    }

    @Test
    void hasNoFindingWithoutASignature() {
        assertThat(check(MESSAGE)).isEmpty();
        assertThat(check("")).isEmpty();
        assertThat(check("\r\n")).isEmpty();
    }

    @Test
    void noticesAFieldThatWasAddedWhereSignersForbidIt() {
        String signed = published("rsa-sha256", 1024).sign(MESSAGE, "relaxed/relaxed", "from:from:subject", "");

        assertThat(only(signed)).isEqualTo(Result.PASS);
        assertThat(only("From: eve@other.example\r\n" + signed)).isEqualTo(Result.FAIL);
    }

    @Test
    void judgesEachSignatureForItself() {
        TestSigner signer = published("rsa-sha256", 1024);
        String once = signer.sign(MESSAGE, "relaxed/relaxed", ALL, "");
        String twice = signer.sign(once, "simple/simple", ALL, "");

        assertThat(check(replaceFirst(twice, "v=1", "v=9")))
                .extracting(DkimFinding::result)
                .containsExactly(Result.NEUTRAL, Result.PASS);
    }

    @Test
    void looksAtSomeSignaturesOnly() {
        String message = MESSAGE;
        TestSigner signer = published("rsa-sha256", 1024);
        for (int i = 0; i < 30; i++) {
            message = signer.sign(message, "relaxed/relaxed", ALL, "");
        }

        List<DkimFinding> findings = check(message);

        assertThat(findings).hasSize(11);
        assertThat(findings.subList(0, 10)).extracting(DkimFinding::result).containsOnly(Result.PASS);
        assertThat(findings.get(10).result()).isEqualTo(Result.POLICY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: a\nb: c", "Subject: a\rb", "Subject: a\n b"})
    void doesNotJudgeAHeaderThatOthersReadInAnotherWay(String line) {
        String signed = published("rsa-sha256", 1024).sign(line + "\r\n" + MESSAGE, "relaxed/relaxed", "from:to", "");

        assertThat(only(signed)).isEqualTo(Result.NEUTRAL);
    }

    @Test
    void copesWithAHugeHeader() {
        String signed = published("rsa-sha256", 1024).sign(MESSAGE, "relaxed/relaxed", ALL, "");

        assertThat(check("X: " + "x".repeat(600_000) + "\r\n" + signed)).isEmpty();
        assertThat(only("X: y\r\n".repeat(50_000) + signed)).isEqualTo(Result.PASS);
        assertThat(only("DKIM-Signature: " + ";".repeat(100_000) + "\r\n" + MESSAGE))
                .isEqualTo(Result.NEUTRAL);
        assertThat(only("DKIM-Signature: v=1; h=" + "a:".repeat(100_000) + "\r\n" + MESSAGE))
                .isEqualTo(Result.PERMERROR);
    }

    private TestSigner published(String algorithm, int bits) {
        TestSigner signer = new TestSigner(algorithm, "s", bits);
        signer.publish(names);
        return signer;
    }

    private Result only(String message) {
        List<DkimFinding> findings = check(message);
        assertThat(findings).hasSize(1);
        return findings.get(0).result();
    }

    private List<DkimFinding> check(String message) {
        DkimCheck check = new DkimCheck(Clock.fixed(NOW, ZoneOffset.UTC));
        return check.check(SignedMail.read(TestSigner.octets(message)), names);
    }
}
