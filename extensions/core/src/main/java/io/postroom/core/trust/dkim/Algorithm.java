package io.postroom.core.trust.dkim;

import java.util.Arrays;
import java.util.Optional;

/** What signatures are made by: RFC 6376 §3.3, RFC 8463 §3. */
enum Algorithm {
    RSA_SHA1("rsa-sha1", "rsa", "sha1", "SHA-1"),
    RSA_SHA256("rsa-sha256", "rsa", "sha256", "SHA-256"),
    ED25519_SHA256("ed25519-sha256", "ed25519", "sha256", "SHA-256");

    private final String word;
    private final String keyType;
    private final String hash;
    private final String digest;

    Algorithm(String word, String keyType, String hash, String digest) {
        this.word = word;
        this.keyType = keyType;
        this.hash = hash;
        this.digest = digest;
    }

    static Optional<Algorithm> of(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** As a key record has it in {@code k=}. */
    String keyType() {
        return keyType;
    }

    /** As a key record has it in {@code h=}. */
    String hash() {
        return hash;
    }

    /** As the JDK calls the hash. */
    String digest() {
        return digest;
    }
}
