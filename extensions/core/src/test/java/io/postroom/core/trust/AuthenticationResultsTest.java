package io.postroom.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.DmarcFinding.Alignment;
import io.postroom.core.trust.SpfFinding.Identity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationResultsTest {
    private static final MailDomain US = new MailDomain("mx.example");
    private static final MailDomain IDN = new MailDomain("mx.xn--bcher-kva.example");

    @Test
    void writesWhatOtherServersUnderstand() {
        String field = AuthenticationResults.write(US, everything());

        assertThat(field).isEqualTo("""
                        Authentication-Results: mx.example;\r
                         spf=pass smtp.mailfrom=bounce.example.org;\r
                         dkim=pass header.d=example.org header.s=s1;\r
                         dkim=fail reason="the body was changed" header.d=list.example header.s=k;\r
                         dmarc=pass header.from=example.org policy.dmarc=reject policy.aligned=both;\r
                         arc=pass policy.sealers="list.example relay.example"\r
                        """);
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(readBack(everything())).contains(everything());
        assertThat(readBack(Authentication.none("local"))).contains(Authentication.none("local"));
        assertThat(readBack(Authentication.none(""))).contains(Authentication.none(""));
    }

    @ParameterizedTest
    @EnumSource(Result.class)
    void readsBackEveryResult(Result result) {
        Authentication authentication = new Authentication(
                new SpfFinding(result, Identity.HELO, Optional.of(US), "because"),
                result == Result.NONE ? List.of() : List.of(new DkimFinding(result, Optional.empty(), "", "so")),
                new DmarcFinding(result, Optional.of(US), DmarcPolicy.QUARANTINE, Alignment.SPF, ""),
                new ArcFinding(result, List.of(), "why"));

        assertThat(readBack(authentication)).contains(authentication);
    }

    @Test
    void keepsReasonsWithinTheirQuotes() {
        String hostile = "\";\r\n dkim=pass header.d=bank.example\r\nFrom: x (\\ )\u0000\u00e9 \"\\";
        Authentication authentication = new Authentication(
                new SpfFinding(Result.FAIL, Identity.MAIL_FROM, Optional.empty(), hostile),
                List.of(),
                DmarcFinding.none(hostile),
                ArcFinding.none(hostile));

        String field = AuthenticationResults.write(US, authentication);

        assertThat(field.split("\r\n")).allMatch(line -> line.startsWith(" ") || line.startsWith("Authentication-R"));
        assertThat(readBack(authentication)).contains(authentication);
        assertThat(readBack(authentication).orElseThrow().dkim()).isEmpty();
    }

    @Test
    void foldsSoThatNoLineIsTooLong() {
        Authentication lengthy = new Authentication(
                new SpfFinding(Result.FAIL, Identity.MAIL_FROM, Optional.of(longDomain()), "\"".repeat(500)),
                IntStream.range(0, 11)
                        .mapToObj(i -> new DkimFinding(
                                Result.FAIL, Optional.of(longDomain()), "s".repeat(200), "a b ".repeat(80)))
                        .toList(),
                DmarcFinding.none("x".repeat(500)),
                ArcFinding.none(""));

        String field = AuthenticationResults.write(US, lengthy);

        assertThat(field.split("\r\n")).allMatch(line -> line.length() < 998);
        assertThat(readBack(lengthy)).contains(lengthy);
    }

    @Test
    void readsAFieldThatWasFoldedElsewhere() {
        String body = AuthenticationResults.write(US, everything()).substring(AuthenticationResults.NAME.length() + 1);

        String folded = body.replace("\r\n ", "\r\n\t\t (a comment;)\r\n  ");

        assertThat(AuthenticationResults.read(folded)).contains(everything());
        assertThat(AuthenticationResults.read(body.replace("\r\n", ""))).contains(everything());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mx.example",
                "mx.example; none",
                "mx.example; spf=pass",
                "mx.example; spf=great; dmarc=none policy.dmarc=none policy.aligned=none; arc=none",
                "mx.example; spf=none; dmarc=pass policy.dmarc=none policy.aligned=none; arc=none",
                "mx.example; spf=none; dmarc=pass policy.dmarc=none policy.aligned=both; arc=none",
                "mx.example; spf=none; spf=pass; dmarc=none policy.dmarc=none policy.aligned=none; arc=none",
                "mx.example; spf=none smtp.mailfrom=a b; dmarc=none policy.dmarc=none policy.aligned=none; arc=none",
                "mx.example; (",
                "mx.example; spf=none reason=\"",
            })
    void readsNothingElse(String body) {
        assertThat(AuthenticationResults.read(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " mx.example; spf=pass",
                "MX.Example; spf=pass",
                "mx.example",
                "mx.example; none",
                "mx.example 1; none",
                "mx.example/1; spf=pass",
                "mx.example.; spf=pass",
                "\"mx.example\"; spf=pass",
                "\"MX.\\example\"; spf=pass",
                "(a (nested) comment) mx.example (another); spf=pass",
                "\r\n\tmx.example;\r\n spf=pass",
                "mx(comment).example; spf=pass",
                "mx . example; spf=pass",
                "mx.exa\"mple\"; spf=pass",
                "mx.example spf=pass",
                "mx.example, spf=pass",
                "=mx.example; spf=pass",
                ";mx.example; spf=pass",
                "(unclosed mx.example; spf=pass",
                "\"unclosed mx.example; spf=pass",
                "\uFF4D\uFF58.example; spf=pass",
                "m\u00ADx.example; spf=pass",
                "m\u200Bx.example; spf=pass",
                "mx\u3002example; spf=pass",
            })
    void knowsAForgeryOfOurs(String body) {
        assertThat(AuthenticationResults.isFrom(US, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mx.xn--bcher-kva.example; spf=pass",
                "mx.XN--BCHER-KVA.example; spf=pass",
                "mx.b\u00FCcher.example; spf=pass",
                "\"mx.B\u00DCCHER.example\"; spf=pass",
                "mx.bu\u0308cher.example; spf=pass",
            })
    void knowsAForgeryOfAnInternationalName(String body) {
        assertThat(AuthenticationResults.isFrom(IDN, body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "other.example; spf=pass",
                "other.example; spf=pass smtp.helo=mx.example",
                "xmx.example; spf=pass",
                "mx.example.org; spf=pass",
                "other.example; dkim=pass reason=\"mx.example\"",
                "other.example (mx.example); none",
                "other.example",
            })
    void leavesTheFieldsOfOthers(String body) {
        assertThat(AuthenticationResults.isFrom(US, body)).isFalse();
    }

    @Test
    void takesSomeTimeForAMalformedFieldButNotForever() {
        assertThat(AuthenticationResults.isFrom(US, "(".repeat(100_000))).isFalse();
        assertThat(AuthenticationResults.isFrom(US, "a ".repeat(100_000))).isFalse();
        assertThat(AuthenticationResults.isFrom(US, "a; b=pass ".repeat(50_000)))
                .isFalse();
    }

    private static MailDomain longDomain() {
        return new MailDomain(String.join(".", "a".repeat(60), "b".repeat(60), "c".repeat(60), "example"));
    }

    private static Optional<Authentication> readBack(Authentication authentication) {
        String field = AuthenticationResults.write(US, authentication);
        assertThat(field).startsWith("Authentication-Results: ").endsWith("\r\n");
        String body = field.substring("Authentication-Results:".length());
        assertThat(AuthenticationResults.isFrom(US, body)).isTrue();
        return AuthenticationResults.read(body);
    }

    private static Authentication everything() {
        MailDomain author = new MailDomain("example.org");
        MailDomain list = new MailDomain("list.example");
        return new Authentication(
                new SpfFinding(Result.PASS, Identity.MAIL_FROM, Optional.of(new MailDomain("bounce.example.org")), ""),
                List.of(
                        new DkimFinding(Result.PASS, Optional.of(author), "s1", ""),
                        new DkimFinding(Result.FAIL, Optional.of(list), "k", "the body was changed")),
                new DmarcFinding(Result.PASS, Optional.of(author), DmarcPolicy.REJECT, Alignment.BOTH, ""),
                new ArcFinding(Result.PASS, List.of(list, new MailDomain("relay.example")), ""));
    }
}
