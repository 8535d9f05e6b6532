package io.postroom.server.smtp;

import io.postroom.server.queue.QueueStorage;
import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.core.MaybeSender;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPRetCode;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MailHook;

/**
 * Puts a sender off before the message is sent when the queue would not take it: 452 (RFC 5321 §4.2.3), 4.3.1 (RFC 3463 §3.4).
 * Thread-safe.
 */
public final class RoomOnDisk implements MailHook, ProtocolHandler {
    private final QueueStorage storage;

    @Inject
    RoomOnDisk(QueueStorage storage) {
        this.storage = storage;
    }

    @Override
    public HookResult doMail(SMTPSession session, MaybeSender sender) {
        if (storage.hasRoom()) {
            return HookResult.DECLINED;
        }
        return HookResult.builder()
                .hookReturnCode(HookReturnCode.denySoft())
                .smtpReturnCode(SMTPRetCode.SYSTEM_STORAGE_ERROR)
                .smtpDescription("4.3.1 No room for more mail, try again later")
                .build();
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
