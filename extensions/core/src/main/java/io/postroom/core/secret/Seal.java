package io.postroom.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts secrets that must be readable again, with AES-256-GCM (NIST SP 800-38D). Thread-safe. */
public final class Seal {
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    public Seal(MasterKey master) {
        this.key = new SecretKeySpec(master.derive("seal"), "AES");
    }

    public SealedText seal(String secret) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] sealed = Arrays.copyOf(nonce, NONCE_OCTETS + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_OCTETS, ciphertext.length);
            return new SealedText(Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing cannot fail with a sound key", e);
        }
    }

    /** @throws IllegalStateException if {@code sealed} was not sealed with this key or was changed */
    public String open(SealedText sealed) {
        byte[] octets = Base64.getDecoder().decode(sealed.base64());
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(octets, NONCE_OCTETS));
            return new String(
                    cipher.doFinal(octets, NONCE_OCTETS, octets.length - NONCE_OCTETS), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret was sealed with another master key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
