package io.postroom.server.agent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.account.ApiKeys;
import io.postroom.core.limit.Allowance;
import io.postroom.core.trust.Networks;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import io.postroom.routes.ClientAddresses;
import io.postroom.routes.ConnectionLimits;
import io.postroom.routes.Entrance;
import java.time.Clock;
import java.time.Duration;

/** How often callers may ask, and how they are told apart. */
public final class LimitsModule extends AbstractModule {
    private static final String PROXIES = "http.trusted-proxies";

    @Provides
    @Singleton
    Entrance entrance(Settings settings, ApiKeys keys, Clock clock) {
        Allowance requests = Allowance.of(
                number(settings, "limits.requests-per-second"),
                Duration.ofSeconds(1),
                number(settings, "limits.requests-at-once"));
        Allowance wrongKeys = Allowance.of(number(settings, "limits.wrong-keys-per-minute"), Duration.ofMinutes(1));
        Allowance signUps = Allowance.of(number(settings, "limits.sign-ups-per-hour"), Duration.ofHours(1));
        return new Entrance(keys, new Entrance.Limits(requests, wrongKeys, signUps), clock);
    }

    private static int number(Settings settings, String key) {
        int number = settings.integer(key);
        if (number < 0) {
            throw new InvalidSettingException("The setting " + key + " is '" + number + "', but must not be negative.");
        }
        return number;
    }

    @Provides
    @Singleton
    ClientAddresses clients(Settings settings) {
        return new ClientAddresses(networks(settings, PROXIES));
    }

    @Provides
    @Singleton
    ConnectionLimits connections(Settings settings) {
        Networks ours = networks(settings, "trust.unchecked-networks");
        return new ConnectionLimits(
                number(settings, "http.connections"),
                number(settings, "http.connections-per-address"),
                ours.and(networks(settings, PROXIES)),
                settings.duration("http.header-time"),
                settings.duration("http.body-time"),
                settings.octets("http.body-rate"));
    }

    private static Networks networks(Settings settings, String key) {
        try {
            return Networks.parse(settings.text(key));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("The setting " + key + " is wrong: " + e.getMessage() + ".");
        }
    }
}
