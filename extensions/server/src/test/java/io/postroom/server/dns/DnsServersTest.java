package io.postroom.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.postroom.james.setting.InvalidSettingException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsServersTest {
    @Test
    void takesPortsAndDoesWithoutThem() {
        assertThat(DnsServers.parse("127.0.0.1:5353, 192.0.2.53,[::1]:54"))
                .containsExactly(
                        new InetSocketAddress("127.0.0.1", 5353),
                        new InetSocketAddress("192.0.2.53", 53),
                        new InetSocketAddress("::1", 54));
        assertThat(DnsServers.parse("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:port", "127.0.0.1:70000", "[::1"})
    void refusesNonsenseWithTheNameOfTheSetting(String text) {
        assertThatThrownBy(() -> DnsServers.parse(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("dns.servers");
    }
}
