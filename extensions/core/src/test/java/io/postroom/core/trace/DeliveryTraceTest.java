package io.postroom.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.core.account.MailDomain;
import io.postroom.core.message.RawMessage;
import io.postroom.core.message.UnreadableMessage;
import io.postroom.core.receive.ContentDigest;
import io.postroom.core.trust.ArcFinding;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.AuthenticationResults;
import io.postroom.core.trust.DkimFinding;
import io.postroom.core.trust.DmarcFinding;
import io.postroom.core.trust.DmarcPolicy;
import io.postroom.core.trust.Result;
import io.postroom.core.trust.SpfFinding;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTraceTest {
    private static final String LETTER = "From: a@example.com\r\nSubject: x\r\n\r\nReceived: in the body\r\n";
    private static final MailDomain US = new MailDomain("mx.agents.example");
    private static final MailDomain EXAMPLE = new MailDomain("example.com");
    private static final Verdict VERDICT =
            Verdict.NONE.with(Verdict.UNAUTHENTICATED).with("verified", "allow-list");

    private static final Authentication FOUND = new Authentication(
            new SpfFinding(Result.SOFTFAIL, SpfFinding.Identity.HELO, Optional.of(EXAMPLE), "says \"so\""),
            List.of(new DkimFinding(Result.FAIL, Optional.of(EXAMPLE), "s1", "the body has changed")),
            new DmarcFinding(
                    Result.FAIL, Optional.of(EXAMPLE), DmarcPolicy.NONE, DmarcFinding.Alignment.NONE, "nothing passes"),
            ArcFinding.none(""));

    private static String lines(String sender, String origin, String results, Verdict verdict) {
        return new String(DeliveryTrace.lines(sender, origin, Instant.EPOCH, results, verdict), StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatDeliveryWrote() {
        String trace = lines("ann+ünicode@example.com", "Mail1-a.b_c", AuthenticationResults.write(US, FOUND), VERDICT);

        assertThat(trace)
                .startsWith("Return-Path: <ann+ünicode@example.com>\r\nAuthentication-Results: mx.agents.example;\r\n ")
                .endsWith("\r\nX-Postroom-Verdict: unauthenticated;\r\n verified=allow-list\r\n"
                        + "Received: by postroom id Mail1-a.b_c; Thu, 01 Jan 1970 00:00:00 +0000\r\n");
        assertThat(DeliveryTrace.of(new Raw(trace + LETTER)))
                .contains(new DeliveryTrace(
                        "Mail1-a.b_c", Optional.of(FOUND), VERDICT, trace.getBytes(StandardCharsets.UTF_8).length));
    }

    @Test
    void readsMailOfATimeWhenNobodyLooked() {
        String trace = lines("", "Mail1", "", Verdict.NONE);

        assertThat(trace).matches("Return-Path: <>\r\nReceived: by postroom id Mail1; [^\r\n]*\r\n");
        assertThat(DeliveryTrace.of(new Raw(trace + LETTER)))
                .contains(new DeliveryTrace("Mail1", Optional.empty(), Verdict.NONE, trace.length()));
    }

    @Test
    void theDigestPassesOverIt() {
        String trace = lines("ann@example.com", "Mail1", AuthenticationResults.write(US, FOUND), VERDICT);

        assertThat(ContentDigest.of(new Raw(trace + LETTER))).isEqualTo(ContentDigest.of(new Raw(LETTER)));
        String foreign = "Authentication-Results: elsewhere; spf=pass\r\n";
        assertThat(ContentDigest.of(new Raw(trace + foreign + LETTER)))
                .isEqualTo(ContentDigest.of(new Raw(foreign + LETTER)))
                .isNotEqualTo(ContentDigest.of(new Raw(LETTER)));
    }

    @Test
    void makesAnyNameAnOriginThatFitsItsLine() {
        for (String name : new String[] {"", "a b", "x\r\nBcc: y", "n".repeat(200), "é"}) {
            String origin = DeliveryTrace.origin(name);

            assertThat(DeliveryTrace.of(new Raw(lines("", origin, "", Verdict.NONE))))
                    .map(DeliveryTrace::origin)
                    .contains(origin);
        }
        assertThat(DeliveryTrace.origin("Mail1-x")).isEqualTo("Mail1-x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                LETTER,
                "Received: by postroom id x; y\r\n",
                "Return-Path: <>\r\n",
                "Return-Path: <>\r\n\r\nReceived: by postroom id x; y\r\n",
                "Return-Path: <>\r\n folded>\r\nReceived: by postroom id x; y\r\n",
                "Return-Path: <>\r\nReceived: from elsewhere by postroom id x; y\r\n",
                "Return-Path: <>\r\nReceived: by postroom id x; no end",
                "Return-Path: <>\r\nX: y\r\nReceived: by postroom id x; y\r\n",
                "Return-Path: <>\r\nX-Postroom-Verdict: a\r\nAuthentication-Results: b\r\nReceived: by postroom id x; y\r\n",
                "Return-Path: <>\r\nAuthentication-Results: a\r\nAuthentication-Results: b\r\nReceived: by postroom id x; y\r\n"
            })
    void theLinesOfOthersAreNotOurs(String text) {
        assertThat(DeliveryTrace.of(new Raw(text))).isEmpty();
    }

    @Test
    void whatIsMalformedBetweenOurLinesSaysNothing() {
        Optional<DeliveryTrace> trace =
                DeliveryTrace.of(new Raw("Return-Path: <>\r\nAuthentication-Results: mx; spf\r\n"
                        + "X-Postroom-Verdict: verified=\r\n\tallow list\r\nReceived: by postroom id x; y\r\n"));

        assertThat(trace).isPresent();
        assertThat(trace.get().authentication()).isEmpty();
        assertThat(trace.get().verdict()).isEqualTo(Verdict.NONE);
    }

    @Test
    void isReadAsAWholeHoweverMuchWasFound() {
        DkimFinding signature = new DkimFinding(
                Result.PERMERROR,
                Optional.of(new MailDomain("a.".repeat(120) + "example")),
                "s".repeat(250),
                "r".repeat(200));
        Authentication much =
                new Authentication(FOUND.spf(), Collections.nCopies(20, signature), FOUND.dmarc(), FOUND.arc());
        String trace = lines("a@example.com", "Mail1", AuthenticationResults.write(US, much), VERDICT);

        assertThat(DeliveryTrace.of(new Raw(trace + LETTER)).orElseThrow().authentication())
                .contains(much);
    }

    @Test
    void leavesOutWhatIsTooLongToBeReadBack() {
        String trace =
                lines("", "Mail1", "Authentication-Results: x" + "y".repeat(DeliveryTrace.LONGEST) + "\r\n", VERDICT);

        DeliveryTrace read = DeliveryTrace.of(new Raw(trace)).orElseThrow();

        assertThat(read.authentication()).isEmpty();
        assertThat(read.verdict()).isEqualTo(VERDICT);
    }

    @Test
    void saysThatTheOctetsCannotBeRead() {
        RawMessage broken = new UnreadableMessage();

        assertThatThrownBy(() -> DeliveryTrace.of(broken)).isInstanceOf(UncheckedIOException.class);
    }
}
