package io.postroom.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 256-bit key of an installation, from which one key per purpose is derived.
 */
public final class MasterKey {
    public static final int OCTETS = 32;
    private static final String HMAC = "HmacSHA256";

    private final byte[] octets;

    /** @throws IllegalArgumentException if {@code octets} are not {@link #OCTETS} */
    public MasterKey(byte[] octets) {
        if (octets.length != OCTETS) {
            throw new IllegalArgumentException("a master key has " + OCTETS + " octets");
        }
        this.octets = octets.clone();
    }

    /** The key for one purpose: HMAC-SHA256 (RFC 2104) of the purpose's name under the master key. */
    byte[] derive(String purpose) {
        return hmac(octets, purpose.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[…]";
    }
}
