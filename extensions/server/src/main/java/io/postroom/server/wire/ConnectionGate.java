package io.postroom.server.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.postroom.core.limit.Places;
import io.postroom.core.trust.Networks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands at one port and lets in no more connections than may be open at the same time, in all and of one address. What stands behind it
 * never hears of those it turns away; they are told why.
 *
 * <p>James' own limit keeps a counter for every address that ever called, takes each address of IPv6 for another client, and hangs up
 * without a word. One per port, called by all event loops.
 */
@ChannelHandler.Sharable
public final class ConnectionGate extends ChannelInboundHandlerAdapter {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionGate.class);
    private static final AttributeKey<Places.Place> PLACE = AttributeKey.valueOf("postroom.place");

    private final Places<String> places;
    private final Predicate<InetAddress> ours;
    private final Predicate<InetAddress> welcome;
    private final String farewell;

    /**
     * @param ours who may have as many connections as there are
     * @param welcome who is let in at all
     * @param farewell what the others are told, a whole line
     */
    public ConnectionGate(
            Places<String> places, Predicate<InetAddress> ours, Predicate<InetAddress> welcome, String farewell) {
        this.places = places;
        this.ours = ours;
        this.welcome = welcome;
        this.farewell = farewell;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        InetAddress peer = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
        Optional<Places.Place> place = enter(peer);
        if (place.isEmpty()) {
            LOGGER.debug("{} has too many connections, or too many wrong passwords", peer.getHostAddress());
            context.writeAndFlush(Unpooled.copiedBuffer(farewell, StandardCharsets.US_ASCII))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        context.channel().attr(PLACE).set(place.get());
        super.channelActive(context);
    }

    private Optional<Places.Place> enter(InetAddress peer) {
        if (!welcome.test(peer)) {
            return Optional.empty();
        }
        return ours.test(peer) ? places.take() : places.take(Networks.siteOf(peer));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (context.channel().hasAttr(PLACE)) {
            super.channelRead(context, message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        Places.Place place = context.channel().attr(PLACE).getAndSet(null);
        if (place != null) {
            place.leave();
            super.channelInactive(context);
        }
    }
}
