package io.postroom.james.trust;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.Authenticator;
import io.postroom.core.trust.DnsAuthenticator;
import io.postroom.core.trust.DnsAuthenticator.Budget;
import io.postroom.core.trust.spf.SpfCheck;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import java.time.Clock;
import java.time.Duration;

/** The checks of who sent a message, over James' DNS. */
public final class TrustModule extends AbstractModule {
    private static final Duration TIME = Duration.ofSeconds(20); // RFC 7208 §4.6.4 allows that much for SPF alone
    private static final int QUESTIONS = 100; // SPF with ten includes, two signatures and DMARC are thirty

    @Override
    protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), JamesResolver.class)
                .setDefault()
                .to(StandardResolver.class)
                .in(Scopes.SINGLETON);
        bind(Authenticator.class).to(DnsAuthenticator.class);
    }

    @Provides
    @Singleton
    JamesNames names(JamesResolver james, Settings settings) {
        return new JamesNames(james, settings.duration("dns.time-limit"), System::nanoTime);
    }

    @Provides
    @Singleton
    DnsAuthenticator authenticator(JamesNames names, Settings settings, Clock clock) {
        Budget budget = new Budget(
                TIME,
                QUESTIONS,
                positive(settings, "trust.checks-at-once"),
                positive(settings, "trust.checks-at-once-per-address"));
        SpfCheck spf = new SpfCheck(new MailDomain(settings.text("mail.host-name")), clock);
        return new DnsAuthenticator(names, spf, clock, budget, System::nanoTime);
    }

    private static int positive(Settings settings, String name) {
        int value = settings.integer(name);
        if (value < 1) {
            throw new InvalidSettingException("The setting " + name + " is '" + value + "', but must be 1 or more.");
        }
        return value;
    }
}
