package io.postroom.server.hardening;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postroom.core.trust.Networks;
import io.postroom.server.wire.PeerLimits;
import io.postroom.testkit.FixedClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginWatchTest {
    private static final InetAddress PEER = Networks.address("192.0.2.1").orElseThrow();

    private final PeerLimits peers =
            new PeerLimits(new PeerLimits.PerMinute(0, 0, 1), Networks.parse(""), new FixedClock());
    private final EmbeddedChannel channel = new EmbeddedChannel(new LoginWatch(peers)) {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(PEER, 4711);
        }
    };

    @ParameterizedTest
    @CsvSource({
        "a1 NO LOGIN failed. Invalid login/password., true",
        "a1 NO AUTHENTICATE failed. Authentication failed., true",
        "* BYE Login failed too many times., true",
        "a1 NO LOGIN failed. Plain login / authentication are disabled., false",
        "a1 NO SELECT failed. No such mailbox., false",
        "a1 OK LOGIN completed., false"
    })
    void countsWrongPasswordsOnly(String reply, boolean wrong) {
        channel.writeOutbound(Unpooled.copiedBuffer(reply + "\r\n", US_ASCII));

        assertThat(peers.mayTryPassword(PEER)).isEqualTo(!wrong);
    }
}
