package io.postroom.server.smtp;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.postroom.server.wire.PeerLimits;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.smtpserver.netty.SMTPChannelInboundHandler;
import org.apache.james.smtpserver.netty.SmtpMetrics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said in one SMTP connection, carried out by James; knows whether the next line is a command, and ends it when too much goes
 * wrong. Called by one thread at a time.
 */
final class SmtpConversation extends SMTPChannelInboundHandler implements Dialogue {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmtpConversation.class);

    /** For the reply to arrive: what a client still sends after the connection is gone makes its system forget what it has not read. */
    private static final long LINGER_MILLIS = 500;

    private static final int WRONG_PASSWORD = 535; // RFC 4954 §6
    private static final int FIRST_ERROR = 400;

    private final Parts parts;
    private final Channel channel;
    private final AtomicInteger pushed = new AtomicInteger();
    private int commands;
    private int errors;
    private volatile boolean tlsStarting;
    private volatile boolean over;

    /**
     * What all conversations of one port share.
     *
     * @param encryption absent where the port has none
     */
    record Parts(
            Protocol protocol,
            @Nullable Encryption encryption,
            boolean proxyRequired,
            SmtpMetrics metrics,
            SessionLimits limits,
            PeerLimits peers) {}

    SmtpConversation(Channel channel, Parts parts) {
        super(parts.protocol(), parts.encryption(), parts.proxyRequired(), parts.metrics());
        this.parts = parts;
        this.channel = channel;
    }

    @Override
    protected ProtocolSession createSession(ChannelHandlerContext context) {
        return protocol.newSession(new SmtpTransport(this, context.channel(), secure, proxyRequired));
    }

    /** James is about to take lines that are no commands: the text of a message, or what belongs to AUTH. */
    @Override
    public void pushLineHandler(ChannelInboundHandlerAdapter handler) {
        pushed.incrementAndGet();
        commands = 0;
        super.pushLineHandler(handler);
    }

    @Override
    public void popLineHandler() {
        pushed.updateAndGet(count -> Math.max(0, count - 1));
        super.popLineHandler();
    }

    @Override
    public boolean expectsCommand() {
        return pushed.get() == 0;
    }

    @Override
    public boolean isOneTooMany() {
        commands++;
        return commands > parts.limits().commands();
    }

    @Override
    public boolean isTlsStarting() {
        return tlsStarting;
    }

    void noteTlsStarts() {
        tlsStarting = true;
    }

    @Override
    public void noteTls() {
        tlsStarting = false;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    /** Hears of every reply before it is written; the answer says whether it is one error too many. */
    boolean isLastError(int code) {
        if (code == WRONG_PASSWORD && channel.remoteAddress() instanceof InetSocketAddress peer) {
            parts.peers().noteWrongPassword(peer.getAddress());
        }
        errors += code >= FIRST_ERROR ? 1 : 0;
        return errors > parts.limits().errors();
    }

    @Override
    public void hangUp(String reply) {
        over = true;
        LOGGER.info(
                "Hanging up on {}: {}",
                channel.remoteAddress(),
                reply.isEmpty() ? "commands in the clear behind STARTTLS" : reply);
        if (reply.isEmpty()) {
            channel.close();
            return;
        }
        channel.writeAndFlush(Unpooled.copiedBuffer(reply + "\r\n", StandardCharsets.US_ASCII));
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }
}
