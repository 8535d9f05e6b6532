package io.postroom.core.account;

import java.util.UUID;

/** The id of an API key, which is not secret. */
public record ApiKeyId(UUID value) {
    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static ApiKeyId parse(String text) {
        return new ApiKeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
