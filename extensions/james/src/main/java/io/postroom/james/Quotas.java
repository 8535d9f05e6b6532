package io.postroom.james;

import io.postroom.core.account.Quota;
import io.postroom.james.setting.InvalidSettingException;
import io.postroom.james.setting.Settings;

/** How many of something an organisation may have, as the operator has set it. */
final class Quotas {
    private Quotas() {}

    /** @param kind what they are, in the plural */
    static Quota of(Settings settings, String key, String kind) {
        int most = settings.integer(key);
        if (most < 0) {
            throw new InvalidSettingException("The setting " + key + " is '" + most + "', but must not be negative.");
        }
        return new Quota(kind, most);
    }
}
