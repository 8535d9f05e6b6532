package io.postroom.james.smtp;

import io.postroom.core.domain.Recipients;
import javax.inject.Inject;
import org.apache.james.core.MailAddress;
import org.apache.james.domainlist.api.DomainList;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.rrt.api.RecipientRewriteTable;
import org.apache.james.rrt.api.RecipientRewriteTableException;
import org.apache.james.smtpserver.fastfail.ValidRcptHandler;
import org.apache.james.user.api.UsersRepository;
import org.apache.james.user.api.UsersRepositoryException;

/**
 * Refuses recipients whom mail cannot reach, as James' own handler does: 550 5.1.1. Welcome besides James' users and aliases is every
 * address that stands for an inbox; see {@link Recipients}. Named in {@code smtpserver.xml}. Thread-safe.
 */
public final class InboxRecipientHandler extends ValidRcptHandler {
    private final Recipients recipients;

    @Inject
    public InboxRecipientHandler(
            UsersRepository users, RecipientRewriteTable rewrites, DomainList domains, Recipients recipients) {
        super(users, rewrites, domains);
        this.recipients = recipients;
    }

    @Override
    protected boolean isValidRecipient(SMTPSession session, MailAddress recipient)
            throws UsersRepositoryException, RecipientRewriteTableException {
        return super.isValidRecipient(session, recipient)
                || recipients.find(recipient.asString()).isPresent();
    }
}
