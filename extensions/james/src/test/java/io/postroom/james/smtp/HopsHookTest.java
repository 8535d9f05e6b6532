package io.postroom.james.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.receive.Hops;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.server.core.MailImpl;
import org.junit.jupiter.api.Test;

class HopsHookTest {
    private static HookResult judge(Hops hops, int servers) throws Exception {
        String header = "Received: from a.example by b.example; Mon, 2 Jun 2025 10:00:00 +0000\r\n".repeat(servers);
        byte[] octets = (header + "Subject: x\r\n\r\nReceived: no field\r\n").getBytes(StandardCharsets.US_ASCII);
        MimeMessage message =
                new MimeMessage(Session.getDefaultInstance(new Properties()), new ByteArrayInputStream(octets));
        SMTPSession session = (SMTPSession) Proxy.newProxyInstance(
                HopsHookTest.class.getClassLoader(), new Class<?>[] {SMTPSession.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.toString());
                });
        return new HopsHook(hops)
                .onMessage(
                        session,
                        MailImpl.builder().name("m").mimeMessage(message).build());
    }

    @Test
    void refusesWhatCameOverTooManyServers() throws Exception {
        HookResult refused = judge(new Hops(30), 31);

        assertThat(refused.getSmtpRetCode()).isEqualTo("554");
        assertThat(refused.getSmtpDescription()).startsWith("5.4.6 ");
        assertThat(judge(new Hops(30), 30)).isEqualTo(HookResult.DECLINED);
        assertThat(judge(new Hops(30), 0)).isEqualTo(HookResult.DECLINED);
    }

    @Test
    void refusesNothingWhereThereIsNoLimit() throws Exception {
        assertThat(judge(new Hops(0), 500)).isEqualTo(HookResult.DECLINED);
    }
}
