package io.postroom.server.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.postroom.core.limit.Places;
import io.postroom.core.trust.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionGateTest {
    private static final InetAddress PEER = Networks.address("192.0.2.1").orElseThrow();
    private static final InetAddress BANNED = Networks.address("192.0.2.66").orElseThrow();

    private final ConnectionGate gate = new ConnectionGate(
            new Places<>(4, 2), InetAddress::isLoopbackAddress, peer -> !peer.equals(BANNED), "421 4.7.0 no\r\n");

    private EmbeddedChannel connect(InetAddress peer) {
        return new EmbeddedChannel(gate) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 4711);
            }
        };
    }

    private static boolean isLetIn(EmbeddedChannel channel) {
        return channel.isOpen() && channel.writeInbound(Unpooled.copiedBuffer("x", US_ASCII));
    }

    @Test
    void letsInSoManyOfOneAddress() {
        EmbeddedChannel first = connect(PEER);
        assertThat(isLetIn(first)).isTrue();
        assertThat(isLetIn(connect(PEER))).isTrue();

        assertThat(isLetIn(connect(PEER))).isFalse();

        first.close();
        assertThat(isLetIn(connect(PEER))).isTrue();
    }

    @Test
    void tellsThoseItTurnsAwayWhy() {
        EmbeddedChannel channel = connect(BANNED);

        ByteBuf words = channel.readOutbound();

        assertThat(words.toString(US_ASCII)).isEqualTo("421 4.7.0 no\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void countsMachinesOfOursInAllOnly() {
        for (int i = 0; i < 4; i++) {
            assertThat(isLetIn(connect(InetAddress.getLoopbackAddress()))).isTrue();
        }
        assertThat(isLetIn(connect(InetAddress.getLoopbackAddress()))).isFalse();
        assertThat(isLetIn(connect(PEER))).isFalse();
    }
}
