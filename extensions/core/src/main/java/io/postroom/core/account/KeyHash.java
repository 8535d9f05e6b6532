package io.postroom.core.account;

import io.postroom.core.secret.Digest;

/**
 * What is kept of an API key: its SHA-256, in lower-case hexadecimal digits.
 *
 * <p>A key holds 256 random bits, so that a fast hash without salt is enough.
 */
public record KeyHash(String hex) {
    /** The hash of the key a caller presents. */
    public static KeyHash of(String secret) {
        return new KeyHash(Digest.sha256(secret).hex());
    }

    @Override
    public String toString() {
        return "KeyHash[…]";
    }
}
