package io.postroom.server.dns;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import com.google.inject.multibindings.OptionalBinder;
import io.postroom.james.trust.JamesResolver;
import org.apache.james.dnsservice.dnsjava.DNSJavaService;

/** Puts {@link SettingsDns} in the place of James' own DNS service. */
public final class DnsModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(SettingsDns.class).in(Scopes.SINGLETON);
        bind(DNSJavaService.class).to(SettingsDns.class);
        OptionalBinder.newOptionalBinder(binder(), JamesResolver.class)
                .setBinding()
                .to(SettingsDns.class);
    }
}
