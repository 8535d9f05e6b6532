package io.postroom.core.account;

/**
 * A new key with its secret, which is shown this once.
 */
public record MintedKey(ApiKey key, String secret) {
    @Override
    public String toString() {
        return "MintedKey[" + key.id() + "]";
    }
}
