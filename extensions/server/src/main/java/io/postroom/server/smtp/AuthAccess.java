package io.postroom.server.smtp;

import io.postroom.server.wire.PeerLimits;
import java.util.Collection;
import java.util.Set;
import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandHandler;
import org.apache.james.protocols.smtp.SMTPResponse;
import org.apache.james.protocols.smtp.SMTPSession;
import org.jspecify.annotations.Nullable;

/**
 * Refuses AUTH where it is not offered, which James does not: the port for mail from other servers would take passwords, and one that
 * wants TLS first would take them without. Also after too many wrong passwords from one address. Named in {@code smtpserver.xml} before
 * James' own handlers, which take what gets past this. Thread-safe.
 */
public final class AuthAccess implements CommandHandler<SMTPSession> {
    private static final boolean WITH_TLS = true;

    private final PeerLimits peers;

    @Inject
    AuthAccess(PeerLimits peers) {
        this.peers = peers;
    }

    @Override
    public Collection<String> getImplCommands() {
        return Set.of("AUTH");
    }

    @Override
    public @Nullable Response onCommand(SMTPSession session, Request request) {
        var peer = session.getRemoteAddress().getAddress();
        if (!session.isAuthAnnounced()) {
            boolean afterTls = session.isStartTLSSupported()
                    && session.getConfiguration().isAuthAnnounced(peer.getHostAddress(), WITH_TLS);
            return afterTls
                    ? new SMTPResponse("538", "5.7.11 Encryption required: STARTTLS first") // RFC 4954 §6
                    : new SMTPResponse("503", "5.5.1 Authentication is not offered here");
        }
        if (!peers.mayTryPassword(peer)) {
            SMTPResponse reply = new SMTPResponse("421", "4.7.0 Too many wrong passwords from your address");
            reply.setEndSession(true);
            return reply;
        }
        return null;
    }

    @Override
    public void init(Configuration configuration) {
        // has no settings of its own
    }

    @Override
    public void destroy() {
        // holds nothing
    }
}
