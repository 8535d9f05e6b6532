package io.postroom.james.smtp;

import io.postroom.core.account.InboxId;
import io.postroom.core.inbox.Inbox;
import io.postroom.core.inbox.InboxStore;
import io.postroom.core.list.Direction;
import io.postroom.core.list.ListRules;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.RcptHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses recipients to whom the lists of the inbox that has logged in let nothing out, as the API refuses them. Others who send, and
 * installations without lists, cost it nothing. Named in {@code smtpserver.xml}. Thread-safe.
 */
public final class SendListHook implements RcptHook, ProtocolHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(SendListHook.class);

    private final ListRules rules;
    private final InboxStore inboxes;

    @Inject
    public SendListHook(ListRules rules, InboxStore inboxes) {
        this.rules = rules;
        this.inboxes = inboxes;
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        Username user = session.getUsername();
        if (user == null) {
            return HookResult.DECLINED;
        }
        try {
            boolean permitted = !rules.mayApply()
                    || inboxOf(user)
                            .map(inbox -> rules.permit(inbox, Direction.SEND, recipient.asString()))
                            .orElse(true);
            return permitted
                    ? HookResult.DECLINED
                    : Replies.never("550", "5.7.1 The lists of this inbox do not let mail out to this recipient");
        } catch (UncheckedIOException e) {
            LOGGER.debug("the lists cannot be looked up, mail of {} is put off: {}", user.asString(), e.getMessage());
            return Replies.later("451", "4.3.0 Try again later");
        }
    }

    private Optional<Inbox> inboxOf(Username user) {
        return InboxId.tryParse(user.asString()).flatMap(inboxes::findRecent);
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
