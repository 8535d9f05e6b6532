package io.postroom.james.smtp;

import io.postroom.core.account.Permission;
import io.postroom.james.access.MailLogin;
import java.io.UncheckedIOException;
import javax.inject.Inject;
import org.apache.commons.configuration2.Configuration;
import org.apache.james.core.Username;
import org.apache.james.protocols.api.OidcSASLConfiguration;
import org.apache.james.protocols.api.handler.ProtocolHandler;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.AuthHook;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.user.api.UsersRepositoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets mailbox passwords and API keys with {@code message_send} in, for submission (RFC 4954). Named in {@code smtpserver.xml} before
 * James' own handlers: for our inboxes it has the last word, others are left to James. Thread-safe.
 */
public final class ApiKeyAuthHook implements AuthHook, ProtocolHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiKeyAuthHook.class);

    private final MailLogin login;

    @Inject
    public ApiKeyAuthHook(MailLogin login) {
        this.login = login;
    }

    @Override
    public HookResult doAuth(SMTPSession session, Username name, String password) {
        try {
            return switch (login.judge(name, password, Permission.MESSAGE_SEND)) {
                case WELCOME -> {
                    session.setUsername(name);
                    session.setRelayingAllowed(true);
                    yield Replies.welcome("235", "2.7.0 Authentication successful");
                }
                case REFUSED -> Replies.never("535", "5.7.8 Authentication credentials invalid");
                case NOT_OURS -> HookResult.DECLINED;
            };
        } catch (UsersRepositoryException | UncheckedIOException e) {
            LOGGER.warn("a password cannot be checked: {}", e.getMessage());
            return Replies.later("454", "4.7.0 Temporary authentication failure");
        }
    }

    @Override
    public HookResult doSasl(SMTPSession session, OidcSASLConfiguration configuration, String initialResponse) {
        return HookResult.DECLINED;
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
