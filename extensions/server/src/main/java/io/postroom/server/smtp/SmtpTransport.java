package io.postroom.server.smtp;

import io.netty.channel.Channel;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.netty.Encryption;
import org.apache.james.protocols.netty.NettyProtocolTransport;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies. STARTTLS is answered by the event loop in one go with the beginning of TLS: James would leave it to chance whether the
 * reply still goes out in the clear, as commands are not carried out by the event loop here.
 */
final class SmtpTransport extends NettyProtocolTransport {
    private final SmtpConversation conversation;
    private final Channel channel;

    SmtpTransport(
            SmtpConversation conversation, Channel channel, @Nullable Encryption encryption, boolean proxyRequired) {
        super(channel, encryption, proxyRequired);
        this.conversation = conversation;
        this.channel = channel;
    }

    @Override
    protected void writeToClient(byte[] reply, ProtocolSession session, boolean startTls) {
        if (startTls) {
            conversation.noteTlsStarts();
            channel.eventLoop().execute(() -> super.writeToClient(reply, session, true));
        } else if (!conversation.isOver()) {
            if (conversation.isLastError(code(reply))) {
                conversation.hangUp("421 4.7.0 Too many errors");
            } else {
                super.writeToClient(reply, session, false);
            }
        }
    }

    /** The three digits at the beginning. */
    private static int code(byte[] reply) {
        int code = 0;
        for (int i = 0; i < Math.min(3, reply.length); i++) {
            code = code * 10 + reply[i] - '0';
        }
        return code;
    }
}
