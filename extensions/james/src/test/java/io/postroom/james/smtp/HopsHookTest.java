package io.postroom.james.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.policy.Refusal;
import io.postroom.core.policy.RefusalReason;
import io.postroom.core.receive.Hops;
import java.nio.charset.StandardCharsets;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.junit.jupiter.api.Test;

class HopsHookTest {
    private final Refusing refusing = new Refusing();

    private HookResult judge(Hops hops, int servers) throws Exception {
        String header = "Received: from a.example by b.example; Mon, 2 Jun 2025 10:00:00 +0000\r\n".repeat(servers);
        byte[] octets = (header + "Subject: x\r\n\r\nReceived: no field\r\n").getBytes(StandardCharsets.US_ASCII);
        return new HopsHook(hops, refusing.notes)
                .onMessage(Refusing.stranger(), refusing.mail(octets, "support@agents.example"));
    }

    @Test
    void refusesWhatCameOverTooManyServers() throws Exception {
        HookResult refused = judge(new Hops(30), 31);

        assertThat(refused.getSmtpRetCode()).isEqualTo("554");
        assertThat(refused.getSmtpDescription()).startsWith("5.4.6 ");
        assertThat(judge(new Hops(30), 30)).isEqualTo(HookResult.DECLINED);
        assertThat(judge(new Hops(30), 0)).isEqualTo(HookResult.DECLINED);
        assertThat(refusing.noted()).extracting(Refusal::reason).containsExactly(RefusalReason.LOOP);
    }

    @Test
    void refusesNothingWhereThereIsNoLimit() throws Exception {
        assertThat(judge(new Hops(0), 500)).isEqualTo(HookResult.DECLINED);
        assertThat(refusing.noted()).isEmpty();
    }
}
