package io.postroom.server.hardening;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTlsGuardTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new StartTlsGuard());

    private boolean takes(String octets) {
        channel.writeInbound(Unpooled.copiedBuffer(octets, US_ASCII));
        return channel.isOpen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a STARTTLS\r\nb",
                "a StartTls \r\n\r\n",
                "a NOOP\r\nb STARTTLS\r\nc LOGIN x y\r\n",
                "a starttls\nb"
            })
    void hangsUpOnWhatFollowsInTheClear(String octets) {
        assertThat(takes(octets)).isFalse();
    }

    @Test
    void hangsUpOnWhatFollowsLater() {
        assertThat(takes("a STARTTLS\r\n")).isTrue();
        assertThat(takes("b")).isFalse();
    }

    @Test
    void takesAllAfterTheHandshake() {
        takes("a STARTTLS\r\n");
        channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);

        assertThat(takes("b LOGIN x y\r\nc STARTTLS\r\nd NOOP\r\n")).isTrue();
    }

    @Test
    void takesOtherCommands() {
        assertThat(takes("a CAPABILITY\r\nb NOOP\r\n" + "c " + "x".repeat(10_000) + "\r\nd NOOP\r\n"))
                .isTrue();
    }
}
