package io.postroom.james.smtp;

import io.postroom.core.account.Organization;
import io.postroom.core.policy.RefusalReason;
import io.postroom.james.access.MailLogin;
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
 * Puts off mail for inboxes of suspended organisations, and mail whose recipient cannot be looked up now: the sender tries again, so
 * nothing is lost and nothing is refused that is welcome later. Named in {@code smtpserver.xml}. Thread-safe.
 */
public final class SuspendedOrganizationHook implements RcptHook, ProtocolHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(SuspendedOrganizationHook.class);

    private static final String SUSPENDED = "This mailbox does not take mail at the moment";

    private final MailLogin login;
    private final RefusalNotes notes;

    @Inject
    public SuspendedOrganizationHook(MailLogin login, RefusalNotes notes) {
        this.login = login;
        this.notes = notes;
    }

    @Override
    public HookResult doRcpt(SMTPSession session, MaybeSender sender, MailAddress recipient) {
        Optional<Organization> organization;
        try {
            organization = login.organizationOf(Username.of(recipient.asString()));
        } catch (UncheckedIOException e) {
            // a line for each message of each sender; the parts that own the store's work say that it is away
            LOGGER.debug("the recipient cannot be looked up, its mail is put off: {}", e.getMessage());
            return Replies.later("451", "4.3.0 Try again later");
        }
        if (organization.filter(Organization::suspended).isEmpty()) {
            return HookResult.DECLINED;
        }
        notes.note(session, sender.asString(""), recipient, RefusalReason.SUSPENDED, SUSPENDED);
        return Replies.later("451", "4.7.1 " + SUSPENDED);
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
