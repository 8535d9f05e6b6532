package io.postroom.james.smtp;

import io.postroom.core.policy.RefusalReason;
import io.postroom.core.receive.Hops;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.smtpserver.JamesMessageHook;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses mail that has come over too many servers, at the end of {@code DATA}: 554 (RFC 5321 §6.3), 5.4.6 (RFC 3463 §3.5). Named in
 * {@code smtpserver.xml}. Thread-safe.
 */
public final class HopsHook implements JamesMessageHook, ProtocolHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(HopsHook.class);

    private static final String TOO_MANY = "This message has come over too many servers";

    private final Hops hops;
    private final RefusalNotes notes;

    @Inject
    public HopsHook(Hops hops, RefusalNotes notes) {
        this.hops = hops;
        this.notes = notes;
    }

    @Override
    public HookResult onMessage(SMTPSession session, Mail mail) {
        try {
            if (!hops.areTooMany(mail.getMessage().getHeader(Hops.FIELD))) {
                return HookResult.DECLINED;
            }
            notes.note(session, mail, RefusalReason.LOOP, TOO_MANY);
            return Replies.never("554", "5.4.6 " + TOO_MANY);
        } catch (MessagingException e) {
            LOGGER.debug("the header of {} cannot be read: {}", mail.getName(), e.getMessage());
            return HookResult.DECLINED;
        }
    }

    @Override
    public void init(Configuration configuration) {
        // has no settings
    }

    @Override
    public void destroy() {
        // holds nothing
    }
}
