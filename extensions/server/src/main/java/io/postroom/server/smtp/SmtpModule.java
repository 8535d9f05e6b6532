package io.postroom.server.smtp;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import org.apache.james.smtpserver.netty.SMTPServerFactory;

/** Puts our SMTP servers in the place of James' own; belongs to the overrides of a profile. */
public final class SmtpModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(SMTPServerFactory.class).to(GuardedSmtpServerFactory.class);
        bind(GuardedSmtpServerFactory.class).in(Scopes.SINGLETON);
    }

    @Provides
    @Singleton
    SessionLimits limits(Settings settings) {
        try {
            return SessionLimits.of(
                    settings.integer("smtp.recipients-per-message"), settings.integer("smtp.errors-per-connection"));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "The settings smtp.recipients-per-message and smtp.errors-per-connection must be at least 100 and"
                            + " 1.");
        }
    }
}
