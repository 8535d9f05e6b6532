package io.postroom.core.domain;

import io.postroom.core.secret.Digest;
import io.postroom.core.secret.Seal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Makes the keys of domains and opens them again; the private half is kept sealed. Thread-safe. */
public final class SigningKeys {
    private static final String ALGORITHM = "RSA";
    private static final int BITS = 2048; // RFC 8301 §3.2: at least 1024, better 2048
    private static final int SELECTOR_DIGITS = 8;

    private final Seal seal;

    public SigningKeys(Seal seal) {
        this.seal = seal;
    }

    /** A new key; takes some tenths of a second. Its selector is its own, so that no resolver has an older key under that name. */
    public SigningKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            String publicKey =
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
            String privateKey =
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
            String selector = "postroom-" + Digest.sha256(publicKey).hex().substring(0, SELECTOR_DIGITS);
            return new SigningKey(selector, publicKey, seal.seal(privateKey));
        } catch (GeneralSecurityException e) {
            throw noRsa(e);
        }
    }

    /** @throws IllegalStateException if it was sealed in another installation */
    public PrivateKey open(SigningKey key) {
        byte[] encoded = Base64.getDecoder().decode(seal.open(key.privateKey()));
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw noRsa(e);
        }
    }

    private static IllegalStateException noRsa(GeneralSecurityException e) {
        return new IllegalStateException("every Java platform has RSA keys of " + BITS + " bits", e);
    }
}
