package io.postroom.server.hardening;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hangs up when anything comes in the clear between STARTTLS and the handshake (RFC 8314 §3.2, RFC 9051 §6.2.1): a stranger on the way could
 * have put commands there that would count as sent under TLS. James 3.8.1 watches for that too, but no longer once an AUTHENTICATE was
 * begun. One per connection, called by that connection's event loop.
 */
final class StartTlsGuard extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(StartTlsGuard.class);
    private static final String COMMAND = " starttls";
    private static final int LOOKED_AT = 64;

    private final StringBuilder endOfLine = new StringBuilder();
    private boolean inTheClear = true;
    private boolean begun;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (inTheClear && message instanceof ByteBuf octets && octets.forEachByte(this::goesOn) >= 0) {
            ReferenceCountUtil.release(message);
            LOGGER.warn(
                    "Commands in the clear behind STARTTLS from {}; hanging up",
                    context.channel().remoteAddress());
            context.close();
            return;
        }
        super.channelRead(context, message);
    }

    /** Whether the octet may come where it does. */
    private boolean goesOn(byte octet) {
        if (begun) {
            return false;
        }
        if (octet == '\n') {
            begun = endOfLine
                    .toString()
                    .stripTrailing()
                    .toLowerCase(Locale.ROOT)
                    .endsWith(COMMAND);
            endOfLine.setLength(0);
        } else {
            endOfLine.append((char) octet);
            if (endOfLine.length() > LOOKED_AT) {
                endOfLine.delete(0, LOOKED_AT / 2);
            }
        }
        return true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            inTheClear = false;
        }
        super.userEventTriggered(context, event);
    }
}
