package io.postroom.james.smtp;

import io.postroom.core.account.Organization;
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

    private final MailLogin login;

    @Inject
    public SuspendedOrganizationHook(MailLogin login) {
        this.login = login;
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
        return organization.filter(Organization::suspended).isPresent()
                ? Replies.later("451", "4.7.1 This mailbox does not take mail at the moment")
                : HookResult.DECLINED;
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
