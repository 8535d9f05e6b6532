package io.postroom.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.postroom.core.trust.Networks;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
    private final ClientAddresses addresses = new ClientAddresses(Networks.parse("10.0.0.0/30, fd00::1"));

    private String of(String peer, String... forwardedFor) {
        return of(peer, List.of(forwardedFor), List.of());
    }

    private String told(String peer, String... forwarded) {
        return of(peer, List.of(), List.of(forwarded));
    }

    private String of(String peer, List<String> forwardedFor, List<String> forwarded) {
        HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeaders" ->
                        Collections.enumeration(arguments[0].equals("Forwarded") ? forwarded : forwardedFor);
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
    void areWhatAProxyOfOursSaysInTheWordsOfRfc7239() {
        assertThat(told("10.0.0.1", "for=198.51.100.1")).isEqualTo(of("198.51.100.1"));
        assertThat(told("10.0.0.1", "proto=https;FOR=\"198.51.100.1:4711\";by=10.0.0.1;host=\"a,b;c\""))
                .isEqualTo(of("198.51.100.1"));
        assertThat(told("10.0.0.1", "For=\"[2001:db8:cafe::17]:4711\"")).isEqualTo(of("2001:db8:cafe::17"));
        assertThat(told("10.0.0.1", "for=\"[2001:db8:cafe::17]:_port\"")).isEqualTo(of("2001:db8:cafe::17"));
        assertThat(told("10.0.0.1", "for=203.0.113.9, for=198.51.100.1;proto=http , for=10.0.0.2"))
                .isEqualTo(of("198.51.100.1"));
        assertThat(told("10.0.0.1", "for=203.0.113.9", "for=198.51.100.1", "for=10.0.0.2"))
                .isEqualTo(of("198.51.100.1"));
    }

    @Test
    void areTheProxysWhereItHidesTheClient() {
        for (String hidden :
                List.of("for=unknown", "for=_hidden", "for=\"_SEVKISEK\"", "proto=https", "nonsense", "for=\"")) {
            assertThat(told("10.0.0.1", "for=198.51.100.1, " + hidden))
                    .as(hidden)
                    .isEqualTo(of("10.0.0.1"));
        }
    }

    @Test
    void areNotWhatAStrangerSaysInTheWordsOfRfc7239() {
        assertThat(told("192.0.2.7", "for=198.51.100.1")).isEqualTo(of("192.0.2.7"));
    }

    @Test
    void areTheProxysWhereItPassesOnWhatTheClientMadeUp() {
        assertThat(of("10.0.0.1", List.of("198.51.100.1"), List.of("for=203.0.113.9")))
                .isEqualTo(of("10.0.0.1"));
        assertThat(of("10.0.0.1", List.of("198.51.100.1"), List.of("for=198.51.100.1")))
                .isEqualTo(of("198.51.100.1"));
    }
}
