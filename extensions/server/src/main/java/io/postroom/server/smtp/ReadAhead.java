package io.postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stops reading from a client that sends faster than its commands are carried out, so that what waits in memory is bounded. One per
 * connection: {@link #channelRead} is called by its event loop, {@link #done} by whoever carries commands out.
 */
final class ReadAhead extends ChannelInboundHandlerAdapter {
    private static final long MOST = 256 << 10;

    private final AtomicLong waiting = new AtomicLong();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        boolean full = message instanceof ByteBuf octets && waiting.addAndGet(octets.readableBytes()) > MOST;
        super.channelRead(context, message);
        if (full) {
            context.channel().config().setAutoRead(false);
            goOn(context.channel()); // all may have been done meanwhile, and nobody else would say so
        }
    }

    /** So many octets are dealt with. */
    void done(Channel channel, int octets) {
        waiting.addAndGet(-octets);
        goOn(channel);
    }

    private void goOn(Channel channel) {
        if (waiting.get() <= MOST && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }
}
