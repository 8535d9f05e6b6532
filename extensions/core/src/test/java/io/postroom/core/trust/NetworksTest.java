package io.postroom.core.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private static final Networks LOOPBACK = Networks.parse("127.0.0.0/8, ::1/128");

    private static InetAddress address(String text) {
        return Networks.address(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.255, true",
        "128.0.0.1, false",
        "::1, true",
        "::2, false",
        "::ffff:127.0.0.1, true",
        "192.0.2.1, false"
    })
    void haveTheAddressesThatBeginAsTheyDo(String text, boolean within) {
        assertThat(LOOPBACK.contain(address(text))).isEqualTo(within);
    }

    @Test
    void anAddressAloneIsANetworkOfOne() {
        Networks one = Networks.parse("192.0.2.7,2001:db8::7");

        assertThat(one.contain(address("192.0.2.7"))).isTrue();
        assertThat(one.contain(address("192.0.2.8"))).isFalse();
        assertThat(one.contain(address("2001:db8::7"))).isTrue();
    }

    @Test
    void ofNoBitsHaveAllAddressesOfTheirKind() {
        Networks all = Networks.parse("0.0.0.0/0");

        assertThat(all.contain(address("203.0.113.5"))).isTrue();
        assertThat(all.contain(address("2001:db8::1"))).isFalse();
    }

    @Test
    void nothingIsNoNetwork() {
        assertThat(Networks.parse(" ").contain(address("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.0/33", "::1/129", "127.0.0.1/", "127.0.0.1/-1", "300.1.1.1", "1/8"})
    void refuseWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Networks.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neighboursOfIpv6AreOneSite() {
        assertThat(Networks.siteOf(address("2001:db8:1:2::1")))
                .isEqualTo(Networks.siteOf(address("2001:db8:1:2:ffff::9")))
                .isNotEqualTo(Networks.siteOf(address("2001:db8:1:3::1")));
        assertThat(Networks.siteOf(address("192.0.2.1"))).isNotEqualTo(Networks.siteOf(address("192.0.2.2")));
    }
}
