package io.postroom.core.account;

import java.time.Instant;
import java.util.Optional;

/**
 * What a caller says of a key it wants.
 *
 * @param secretPrefix what its secret begins with, by which people tell where it was made; says nothing of what it may do
 */
public record CreateApiKey(String name, Permissions permissions, Optional<Instant> expiresAt, String secretPrefix) {
    static final int MAX_NAME = 256;
    static final String USUAL_PREFIX = "am_";

    /** One whose secret begins with {@code am_}. */
    public CreateApiKey(String name, Permissions permissions, Optional<Instant> expiresAt) {
        this(name, permissions, expiresAt, USUAL_PREFIX);
    }
}
