package io.postroom.server.wire;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.postroom.core.trust.Networks;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;
import java.time.Clock;

/** How much one address may ask of the mail ports. */
public final class PeerLimitsModule extends AbstractModule {
    private static final String OURS = "trust.unchecked-networks";

    @Provides
    @Singleton
    PeerLimits peers(Settings settings, Clock clock) {
        PeerLimits.PerMinute limits = new PeerLimits.PerMinute(
                settings.integer("smtp.messages-per-minute"),
                settings.integer("smtp.recipients-per-minute"),
                settings.integer("limits.wrong-passwords-per-minute"));
        return new PeerLimits(limits, ours(settings), clock);
    }

    private static Networks ours(Settings settings) {
        try {
            return Networks.parse(settings.text(OURS));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("The setting " + OURS + " is wrong: " + e.getMessage() + ".");
        }
    }
}
