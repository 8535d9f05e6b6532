package io.postroom.server.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.james.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void addsTheOffsetToEveryPort() {
        Ports ports = Ports.of(Settings.defaults(), 100);

        assertThat(ports.forClients())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "api", 8180, "webadmin", 8100, "smtp", 2625, "submission", 2687, "imap", 2243, "jmap", 2180));
        assertThat(ports.ofCassandra()).containsEntry("cassandra", 29142);
    }

    @Test
    void hasPortsThatBeginWithTlsWhereThereIsACertificate() {
        Settings settings = Settings.defaults().with(Map.of("tls.certificate", "/cert.pem"), "a test");

        assertThat(Ports.of(settings, 100).forClients())
                .containsEntry("submissions", 2565)
                .containsEntry("imaps", 3093);
    }

    @Test
    void refusesAnOffsetThatLeadsToNoPort() {
        assertThatThrownBy(() -> Ports.of(Settings.defaults(), 60_000))
                .isInstanceOf(StartRefusedException.class)
                .hasMessage("The setting port.api with the port offset 60000 gives 68080, which is no port.");
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> FreePorts.require(Map.of("smtp", port), loopback))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage("Port " + port + " (smtp) is taken; free it or choose others with --port-offset.");
        }
    }
}
