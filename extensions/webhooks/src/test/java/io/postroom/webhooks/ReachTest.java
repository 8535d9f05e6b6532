package io.postroom.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
                "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
                        "192.168.1.1",
                "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.1.2.3", "240.0.0.1",
                "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:a00:1",
                "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1",
                "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1"
            })
    void refusesWhatIsNotOfThePublicInternet(String address) throws UnknownHostException {
        assertThat(Reach.PUBLIC.includes(InetAddress.getByName(address))).isFalse();
        assertThat(Reach.ANYWHERE.includes(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.1.1.1", "128.0.0.1",
                "172.15.0.1", "172.32.0.1", "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.254",
                        "::ffff:8.8.8.8",
                "64:ff9b::808:808", "2606:4700::1111", "2a00:1450::1", "2001:4860:4860::8888"
            })
    void letsThroughWhatIs(String address) throws UnknownHostException {
        assertThat(Reach.PUBLIC.includes(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void looksBehindAMappedAddressThatJavaLeftAsItIs() throws UnknownHostException {
        byte[] octets = new byte[16];
        octets[10] = -1;
        octets[11] = -1;
        octets[12] = 127;
        octets[15] = 1;

        assertThat(Reach.PUBLIC.includes(Inet6Address.getByAddress("mapped", octets, -1)))
                .isFalse();
    }
}
