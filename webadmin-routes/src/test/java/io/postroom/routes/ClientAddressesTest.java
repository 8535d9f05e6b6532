package io.postroom.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
    private final ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.1", "10.0.0.2", "fd00::1"));

    private String of(String peer, String... forwarded) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return addresses.of(request);
    }

    @Test
    void areThoseOfTheOtherEnd() {
        assertThat(of("192.0.2.7")).isEqualTo(of("192.0.2.7")).isNotEqualTo(of("192.0.2.8"));
    }

    @Test
    void areNotWhatAStrangerSays() {
        assertThat(of("192.0.2.7", "198.51.100.1")).isEqualTo(of("192.0.2.7"));
    }

    @Test
    void areWhatAProxyOfOursSays() {
        assertThat(of("10.0.0.1", "198.51.100.1")).isEqualTo(of("198.51.100.1"));
        assertThat(of("fd00::1", "198.51.100.1:4711")).isEqualTo(of("198.51.100.1"));
        assertThat(of("10.0.0.1", "[2001:db8::1]:4711")).isEqualTo(of("2001:db8::1"));
    }

    @Test
    void areTheLastThatIsNoProxyOfOurs() {
        assertThat(of("10.0.0.1", "203.0.113.9, 198.51.100.1, 10.0.0.2")).isEqualTo(of("198.51.100.1"));
        assertThat(of("10.0.0.1", "203.0.113.9", "198.51.100.1")).isEqualTo(of("198.51.100.1"));
    }

    @Test
    void areTheProxysWhereItSaysNothingOfUse() {
        assertThat(of("10.0.0.1")).isEqualTo(of("10.0.0.1", "unknown")).isEqualTo(of("10.0.0.1", "a.example"));
    }

    @Test
    void areOneForAWholeNetworkOfIpv6() {
        assertThat(of("2001:db8:0:1::1")).isEqualTo(of("2001:db8:0:1:ffff::2")).isNotEqualTo(of("2001:db8:0:2::1"));
    }

    @Test
    void takeNoNamesForProxies() {
        assertThatThrownBy(() -> new ClientAddresses(List.of("localhost")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
