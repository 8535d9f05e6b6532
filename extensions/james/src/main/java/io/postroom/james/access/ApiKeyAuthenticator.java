package io.postroom.james.access;

import io.postroom.core.account.Permission;
import java.io.UncheckedIOException;
import javax.inject.Inject;
import org.apache.james.core.Username;
import org.apache.james.mailbox.Authenticator;
import org.apache.james.mailbox.exception.MailboxException;
import org.apache.james.user.api.UsersRepositoryException;

/** Lets mailbox passwords and API keys with {@code message_read} in, over IMAP. Thread-safe. */
public final class ApiKeyAuthenticator implements Authenticator {
    private final MailLogin login;

    @Inject
    public ApiKeyAuthenticator(MailLogin login) {
        this.login = login;
    }

    @Override
    public boolean isAuthentic(Username user, CharSequence password) throws MailboxException {
        try {
            return login.permits(user, password.toString(), Permission.MESSAGE_READ);
        } catch (UsersRepositoryException | UncheckedIOException e) {
            throw new MailboxException("the password cannot be checked now", e);
        }
    }
}
