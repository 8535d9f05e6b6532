package io.postroom.server.launch;

import io.postroom.server.profile.Profile;
import java.util.Map;

/**
 * What an operator asked for.
 *
 * @param overrides settings given on the command line
 */
public record StartOptions(Profile profile, DataDirectory data, int portOffset, Map<String, String> overrides) {
    public StartOptions {
        overrides = Map.copyOf(overrides);
    }
}
