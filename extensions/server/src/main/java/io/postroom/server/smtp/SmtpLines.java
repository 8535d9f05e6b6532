package io.postroom.server.smtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Cuts what an SMTP client sends into lines, and hangs up where two servers could see different lines in it: lines end with CR LF and
 * neither stands alone (RFC 5321 §2.3.8), nothing is sent ahead of the reply to DATA (RFC 2920 §3.1), and nothing in the clear between
 * STARTTLS and the handshake (RFC 3207 §6).
 *
 * <p>James' own framer ends lines at any LF, looks at CR nowhere, and no longer watches for commands behind STARTTLS once a DATA command
 * was seen, even a refused one. This one asks the {@link Dialogue}, which has carried out the last line when the next is looked for:
 * both are called by the same thread at any moment. One per connection.
 */
final class SmtpLines extends ByteToMessageDecoder {
    /** RFC 4954 §4 wants so much for AUTH; RFC 5321 §4.5.3.1.4 has 512 for other commands. */
    static final int MAX_COMMAND = 12_288;

    /** RFC 5321 §4.5.3.1.6 has 1,000; senders of HTML often know no such limit. */
    static final int MAX_TEXT = 64 << 10;

    private static final int LONGEST_PLAIN_DATA = 16;

    private final Dialogue conversation;
    private final ReadAhead ahead;
    private int scanned;
    private boolean afterCarriageReturn;
    private boolean hasNul;
    private boolean over;

    SmtpLines(Dialogue conversation, ReadAhead ahead) {
        this.conversation = conversation;
        this.ahead = ahead;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        int octets = message instanceof ByteBuf buffer ? buffer.readableBytes() : 0;
        try {
            super.channelRead(context, message);
        } finally {
            ahead.done(context.channel(), octets);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> lines) {
        if (over || conversation.isOver()) {
            in.skipBytes(in.readableBytes());
        } else if (conversation.isTlsStarting()) {
            refuse(in, "");
        } else {
            line(in, lines);
        }
    }

    private void line(ByteBuf in, List<Object> lines) {
        boolean command = conversation.expectsCommand();
        int end = in.forEachByte(in.readerIndex() + scanned, in.readableBytes() - scanned, this::isWithinLine);
        int length = (end < 0 ? in.writerIndex() : end + 1) - in.readerIndex();
        if (length > (command ? MAX_COMMAND : MAX_TEXT)) {
            refuse(in, "500 5.5.2 Line too long");
        } else if (end < 0) {
            scanned = length;
        } else if (!afterCarriageReturn || in.getByte(end) != '\n') {
            refuse(in, (command ? "500" : "550") + " 5.5.2 Lines end with CR LF, and neither stands alone");
        } else if (command && hasNul) {
            refuse(in, "500 5.5.2 NUL in a command");
        } else if (command && in.readableBytes() > length && isData(in, length)) {
            refuse(in, "503 5.5.0 Nothing may follow DATA before its reply");
        } else if (command && conversation.isOneTooMany()) {
            refuse(in, "421 4.7.0 Too many commands");
        } else {
            scanned = 0;
            afterCarriageReturn = false;
            hasNul = false;
            lines.add(in.readRetainedSlice(length));
        }
    }

    /** Stops at the first LF, and at whatever else follows a CR. */
    private boolean isWithinLine(byte octet) {
        if (octet == '\n' || afterCarriageReturn) {
            return false;
        }
        afterCarriageReturn = octet == '\r';
        hasNul |= octet == 0;
        return true;
    }

    private static boolean isData(ByteBuf in, int length) {
        return length <= LONGEST_PLAIN_DATA
                && in.toString(in.readerIndex(), length, StandardCharsets.US_ASCII)
                        .strip()
                        .equalsIgnoreCase("DATA");
    }

    private void refuse(ByteBuf in, String reply) {
        over = true;
        in.skipBytes(in.readableBytes());
        conversation.hangUp(reply);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            conversation.noteTls();
        }
        super.userEventTriggered(context, event);
    }
}
