package io.postroom.core.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A SHA-256 digest (FIPS 180-4).
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Digest(String hex) {
    public Digest {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a SHA-256 digest has 64 hexadecimal digits");
        }
    }

    /** The digest of the parts, each preceded by its length, so that no two lists of parts collide by shifting. */
    public static Digest sha256(String... parts) {
        MessageDigest sha = algorithm();
        for (String part : parts) {
            byte[] octets = part.getBytes(StandardCharsets.UTF_8);
            if (parts.length > 1) {
                sha.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(octets.length).array());
            }
            sha.update(octets);
        }
        return of(sha);
    }

    /** Ends {@code sha} and takes its result. */
    public static Digest of(MessageDigest sha) {
        return new Digest(HexFormat.of().formatHex(sha.digest()));
    }

    /** A fresh SHA-256, for callers that feed it piece by piece. */
    public static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The first 128 bits as a UUID that looks like one of version 4 (RFC 9562 §5.4), as all ids of the API do. */
    public UUID toUuid() {
        ByteBuffer octets = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        long high = (octets.getLong() & ~0xF000L) | 0x4000L;
        long low = (octets.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
