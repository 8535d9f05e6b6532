package io.postroom.core.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Codes of six digits that a person reads and passes on, and what is kept of them. A million codes are soon tried, so that what is kept is
 * made with a key of the installation. Thread-safe.
 */
public final class OneTimeCodes {
    private static final int CODES = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key;

    public OneTimeCodes(MasterKey master) {
        this.key = master.derive("codes");
    }

    /** A new code. */
    public String next() {
        return "%06d".formatted(random.nextInt(CODES));
    }

    /**
     * What is kept of a code.
     *
     * @param purpose for what it is; the same code for something else is kept as something else
     */
    public Digest seal(String purpose, String code) {
        return mac("code", purpose, code);
    }

    /** Whether this is the code that {@code sealed} was made of for this purpose; takes the same time whether it is or not. */
    public boolean matches(Digest sealed, String purpose, String code) {
        byte[] given = seal(purpose, code).hex().getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(given, sealed.hex().getBytes(StandardCharsets.US_ASCII));
    }

    /** An id for these texts, always the same, which nobody without the key can tell from any other id. */
    public UUID idOf(String... texts) {
        return mac("id", texts).toUuid();
    }

    private Digest mac(String kind, String... texts) {
        String[] all = new String[texts.length + 1];
        all[0] = kind;
        System.arraycopy(texts, 0, all, 1, texts.length);
        byte[] octets = Digest.sha256(all).hex().getBytes(StandardCharsets.US_ASCII);
        return new Digest(HexFormat.of().formatHex(MasterKey.hmac(key, octets)));
    }
}
