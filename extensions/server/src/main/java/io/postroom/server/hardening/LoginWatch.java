package io.postroom.server.hardening;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.postroom.server.wire.PeerLimits;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Counts wrong passwords by the replies James gives to them: where it checks them, it does not know the address they come from. Hangs
 * up when there were too many. One per connection, called by that connection's event loop.
 */
final class LoginWatch extends ChannelOutboundHandlerAdapter {
    /** Long enough for the beginning of James' sentence, behind a tag as clients make them. */
    private static final int LOOKED_AT = 200;

    private static final Pattern FAILED = Pattern.compile(
            "\\S+ NO \\S+ failed\\. (Invalid|Authentication) .*|\\* BYE Login failed.*", Pattern.DOTALL);

    private final PeerLimits peers;

    LoginWatch(PeerLimits peers) {
        this.peers = peers;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf octets
                && context.channel().remoteAddress() instanceof InetSocketAddress peer
                && FAILED.matcher(beginning(octets)).matches()) {
            peers.noteWrongPassword(peer.getAddress());
        }
        super.write(context, message, promise);
    }

    private static String beginning(ByteBuf octets) {
        int length = Math.min(LOOKED_AT, octets.readableBytes());
        return octets.toString(octets.readerIndex(), length, StandardCharsets.US_ASCII);
    }
}
