package io.postroom.core.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets. Thread-safe. */
public final class Tokens {
    private static final int OCTETS = 32;

    private final SecureRandom random = new SecureRandom();

    /** 256 random bits in base64url (RFC 4648 §5) without padding: 43 characters. */
    public String next() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nextOctets());
    }

    /** 256 random bits. */
    public byte[] nextOctets() {
        byte[] octets = new byte[OCTETS];
        random.nextBytes(octets);
        return octets;
    }
}
