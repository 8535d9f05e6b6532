package io.postroom.server.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.trust.Networks;
import io.postroom.server.wire.PeerLimits;
import io.postroom.testkit.FixedClock;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.BaseRequest;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.smtp.SMTPConfiguration;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.junit.jupiter.api.Test;

class AuthAccessTest {
    private static final InetAddress PEER = Networks.address("192.0.2.1").orElseThrow();
    private static final InetAddress OTHER = Networks.address("192.0.2.2").orElseThrow();

    private final FixedClock clock = new FixedClock();
    private final PeerLimits peers =
            new PeerLimits(new PeerLimits.PerMinute(2, 3, 2), Networks.parse("127.0.0.0/8"), clock);
    private final AuthAccess access = new AuthAccess(peers);
    private final PeerRates rates = new PeerRates(peers, SessionLimits.of(100, 10));
    private final Map<String, Object> session = new HashMap<>(Map.of(
            "isAuthAnnounced",
            true,
            "isStartTLSSupported",
            false,
            "getRcptCount",
            0,
            "getRemoteAddress",
            new InetSocketAddress(PEER, 9)));

    @SuppressWarnings("unchecked")
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return (T) Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }

    private Optional<Response> auth() {
        return Optional.ofNullable(
                access.onCommand(answering(SMTPSession.class, session), new BaseRequest("AUTH", "PLAIN")));
    }

    private HookResult mail() {
        return rates.doMail(answering(SMTPSession.class, session), MaybeSender.nullSender());
    }

    private HookResult recipient() throws Exception {
        return rates.doRcpt(
                answering(SMTPSession.class, session), MaybeSender.nullSender(), new MailAddress("a@b.example"));
    }

    @Test
    void leavesPasswordsToOthersWhereAuthIsOffered() {
        assertThat(auth()).isEmpty();
    }

    @Test
    void takesNoneWhereAuthIsNotOffered() {
        session.put("isAuthAnnounced", false);

        assertThat(auth())
                .hasValueSatisfying(reply -> assertThat(reply.getRetCode()).isEqualTo("503"));
    }

    @Test
    void takesNoneBeforeTlsWhereThatIsWanted() {
        session.put("isAuthAnnounced", false);
        session.put("isStartTLSSupported", true);
        session.put("getConfiguration", answering(SMTPConfiguration.class, Map.of("isAuthAnnounced", true)));

        assertThat(auth())
                .hasValueSatisfying(reply -> assertThat(reply.getRetCode()).isEqualTo("538"));
    }

    @Test
    void takesNoneAfterTooManyWrongOnesFromThatAddress() {
        peers.noteWrongPassword(PEER);
        assertThat(auth()).isEmpty();
        peers.noteWrongPassword(PEER);

        assertThat(auth()).hasValueSatisfying(reply -> {
            assertThat(reply.getRetCode()).isEqualTo("421");
            assertThat(reply.isEndSession()).isTrue();
        });

        session.put("getRemoteAddress", new InetSocketAddress(OTHER, 9));
        assertThat(auth()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        session.put("getRemoteAddress", new InetSocketAddress(PEER, 9));
        assertThat(auth()).isEmpty();
    }

    @Test
    void putsOffMailOfAnAddressThatSendsTooMuch() {
        assertThat(mail()).isEqualTo(HookResult.DECLINED);
        assertThat(mail()).isEqualTo(HookResult.DECLINED);

        assertThat(mail().getSmtpRetCode()).isEqualTo("450");
        assertThat(mail().getSmtpDescription()).startsWith("4.7.1 ");
    }

    @Test
    void putsOffRecipientsOfAnAddressThatNamesTooMany() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(recipient()).isEqualTo(HookResult.DECLINED);
        }

        assertThat(recipient().getSmtpRetCode()).isEqualTo("450");
    }

    @Test
    void takesNoMoreRecipientsThanAMessageMayHave() throws Exception {
        session.put("getRcptCount", 100);

        HookResult result = recipient();

        assertThat(result.getSmtpRetCode()).isEqualTo("452");
        assertThat(result.getSmtpDescription()).startsWith("4.5.3 ");
    }

    @Test
    void limitsNoMachineOfOurs() throws Exception {
        session.put("getRemoteAddress", new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));

        for (int i = 0; i < 10; i++) {
            peers.noteWrongPassword(InetAddress.getLoopbackAddress());
            assertThat(auth()).isEmpty();
            assertThat(mail()).isEqualTo(HookResult.DECLINED);
            assertThat(recipient()).isEqualTo(HookResult.DECLINED);
        }
    }
}
