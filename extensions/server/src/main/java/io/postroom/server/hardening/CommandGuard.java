package io.postroom.server.hardening;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import org.apache.james.imap.api.ImapSessionState;
import org.apache.james.imap.api.process.ImapSession;
import org.apache.james.imapserver.netty.NettyConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hangs up on a client whose command outgrows its limits, before James holds it.
 *
 * <p>James 3.8.1 drops its line limit at a command's first literal and then keeps, and reads again from the start, whatever comes
 * (CVE-2024-37358, with and without a login). One per connection, called by that connection's event loop.
 */
final class CommandGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(CommandGuard.class);
    private static final byte[] BYE = "* BYE Command too large\r\n".getBytes(StandardCharsets.US_ASCII);

    private final CommandMeter meter = new CommandMeter();
    private final CommandLimits stranger = CommandLimits.ofStranger();
    private final CommandLimits user;
    private boolean closing;

    CommandGuard(CommandLimits user) {
        this.user = user;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing || (message instanceof ByteBuf octets && !fits(context, octets))) {
            ReferenceCountUtil.release(message);
            hangUp(context);
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean fits(ChannelHandlerContext context, ByteBuf octets) {
        CommandLimits limits = isLoggedIn(context) ? user : stranger;
        return octets.forEachByte(octet -> meter.take(octet, limits)) < 0;
    }

    private static boolean isLoggedIn(ChannelHandlerContext context) {
        ImapSession session = context.channel()
                .attr(NettyConstants.IMAP_SESSION_ATTRIBUTE_KEY)
                .get();
        return session != null && session.getState() != ImapSessionState.NON_AUTHENTICATED;
    }

    private void hangUp(ChannelHandlerContext context) {
        if (!closing) {
            closing = true;
            LOGGER.warn(
                    "An IMAP command from {} is too large; hanging up",
                    context.channel().remoteAddress());
            context.writeAndFlush(Unpooled.wrappedBuffer(BYE)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
