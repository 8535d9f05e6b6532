package io.postroom.server.smtp;

import io.postroom.james.smtp.Replies;
import io.postroom.server.wire.PeerLimits;
import java.net.InetAddress;
import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.MailHook;
import org.apache.james.protocols.smtp.hook.RcptHook;

/**
 * Puts off mail of an address that sends too much of it: 450 4.7.1 at MAIL and RCPT, so that a mail server tries again later and nothing is
 * lost; and recipients beyond what one message may have: 452 4.5.3 (RFC 5321 §4.5.3.1.10), which a mail server sends as another message.
 * Named in {@code smtpserver.xml}. Thread-safe.
 */
public final class PeerRates implements MailHook, RcptHook, ProtocolHandler {
    private static final String TOO_MUCH = "450";

    private final PeerLimits peers;
    private final SessionLimits limits;

    @Inject
    PeerRates(PeerLimits peers, SessionLimits limits) {
        this.peers = peers;
        this.limits = limits;
    }

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        return peers.mayBeginMessage(addressOf(session))
                ? HookResult.DECLINED
                : Replies.later(TOO_MUCH, "4.7.1 Too many messages from your address, try again later");
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        if (session.getRcptCount() >= limits.recipients()) {
            return Replies.later("452", "4.5.3 Too many recipients");
        }
        return peers.mayNameRecipient(addressOf(session))
                ? HookResult.DECLINED
                : Replies.later(TOO_MUCH, "4.7.1 Too many recipients from your address, try again later");
    }

    private static InetAddress addressOf(SMTPSession session) {
        return session.getRemoteAddress().getAddress();
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
