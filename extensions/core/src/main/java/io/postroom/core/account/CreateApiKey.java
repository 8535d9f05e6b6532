package io.postroom.core.account;

import java.time.Instant;
import java.util.Optional;

/** What a caller says of a key it wants. */
public record CreateApiKey(String name, Permissions permissions, Optional<Instant> expiresAt) {
    static final int MAX_NAME = 256;
}
