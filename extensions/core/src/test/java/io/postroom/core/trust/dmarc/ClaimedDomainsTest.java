package io.postroom.core.trust.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.account.MailDomain;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimedDomainsTest {
    private static final MailDomain OURS = new MailDomain("agents.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boss@agents.example",
                "BOSS@AGENTS.EXAMPLE",
                "Boss <boss@agents.example>",
                "boss@agents.example.",
                "boss@agents.example, x@evil.test",
                "x@evil.test, boss@agents.example",
                "Team: x@evil.test, boss@agents.example;",
                "boss@agents.example: x@evil.test;",
                "\"boss@agents.example\": x@evil.test;",
                "boss@agents.example <x@evil.test>",
                "Boss boss@agents.example <x@evil.test>",
                "\"<boss@agents.example>\" <x@evil.test>",
                "<boss@agents.example> <x@evil.test>",
                "x@evil.test <boss@agents.example>",
                "\"boss@agents.example\"",
                "\"boss@agents.example\" <>",
                "\"boss@agents.example\" x@evil.test",
                "\"boss@agents.example\"@evil.test",
                "<\"boss@agents.example\"@evil.test>",
                "<\"boss@agents.example \"@evil.test>",
                "<boss@agents.example@evil.test>",
                "<x@evil.test@agents.example>",
                "<@agents.example:x@evil.test>",
                "boss@(comment)agents.example",
                "boss @ agents . example",
                "boss@agents\t.example",
                "boss@agents.\u0000example",
                "boss\u0000@agents.example",
                "boss@agents.exa\u200bmple",
                "boss@\u202eagents.example",
                "boss@agents.exam\u00adple",
                "boss\uff20agents.example",
                "boss@\uff41gents.example",
                "boss@agents\u3002example",
                "boss@agents\uff0eexample",
                "boss@\"agents.example\"",
                "boss@agents.example (no end",
                "boss@agents.example \"no end",
                "(boss@agents.example",
                "x@evil.test (unbalanced)) boss@agents.example",
                "=?utf-8?q?boss=40agents=2Eexample?= <x@evil.test>",
                "=?utf-8?b?Ym9zc0BhZ2VudHMuZXhhbXBsZQ==?= <x@evil.test>",
                "=?utf-8?b?Ym9zc0BhZ2VudHMuZXhhbXBsZQ?=",
                "\"=?utf-8?q?=3Cboss=40agents.example=3E?=\" <x@evil.test>",
                "=?utf-8?q?boss=40ag?= =?utf-8?q?ents.example?= <x@evil.test>",
                "=?nonsense?q?boss=40agents.example?=",
                "mailto:boss@agents.example",
                "boss@agents.example;x@evil.test",
                "x@evil.test\rboss@agents.example"
            })
    void isNamedHoweverItIsWritten(String from) {
        assertThat(ClaimedDomains.of(List.of(from))).contains(OURS);
        assertThat(ClaimedDomains.of(List.of("x@evil.test", from))).contains(OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x@evil.test",
                "\"boss@agents.example via List\" <list@lists.test>",
                "\"Boss\" \"boss@agents.example\" <list@lists.test>",
                "list@lists.test (boss@agents.example)",
                "agents.example <x@evil.test>",
                "boss%agents.example@evil.test",
                "boss@agents.example.evil.test",
                "boss@notagents.example",
                "boss@\u0430gents.example",
                "boss@[192.0.2.1]",
                "@",
                "boss@",
                "boss@-.-"
            })
    void isNotNamedWhereNobodyWouldTakeItForTheAuthor(String from) {
        assertThat(ClaimedDomains.of(List.of(from))).doesNotContain(OURS);
    }

    @Test
    void subdomainsAreNamesOfTheirOwn() {
        assertThat(ClaimedDomains.of(List.of("x@mail.agents.example")))
                .containsExactly(new MailDomain("mail.agents.example"));
    }

    @Test
    void bearsMuchTextInLittleTime() {
        String at = "@".repeat(60_000);
        String nested = "(".repeat(60_000);
        String word =
                Base64.getEncoder().encodeToString("x@evil.test ".repeat(4_000).getBytes(StandardCharsets.UTF_8));

        assertThat(ClaimedDomains.of(
                        List.of(at, nested, "\"".repeat(60_001), "=?".repeat(30_000), "=?u?b?" + word + "?=")))
                .contains(new MailDomain("evil.test"));
    }
}
