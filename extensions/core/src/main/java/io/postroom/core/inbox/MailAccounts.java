package io.postroom.core.inbox;

import io.postroom.core.account.InboxId;
import io.postroom.core.account.MailDomain;
import java.util.List;

/**
 * The users of the mail server, one for each inbox, whose name is the inbox's address.
 *
 * <p>Calls block. An unreachable store shows as an {@link java.io.UncheckedIOException}.
 */
public interface MailAccounts {
    /** Makes the user, with a password nobody knows, and the standard mailboxes; does nothing for what is there already. */
    void create(InboxId inbox);

    /** Sets the password for IMAP, SMTP and JMAP. */
    void setPassword(InboxId inbox, String password);

    /** Removes the user with all mailboxes and mail; does nothing if there is none. */
    void delete(InboxId inbox);

    /** Makes the server accept mail for {@code domain}; does nothing if it does already. */
    void addDomain(MailDomain domain);

    /** Makes the server stop to accept mail for {@code domain}; does nothing if it does not. */
    void removeDomain(MailDomain domain);

    /** The domains under {@code domain} that the server accepts mail for, in any order. */
    List<MailDomain> domainsUnder(MailDomain domain);
}
