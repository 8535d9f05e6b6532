package io.postroom.core.trust.dkim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Hashes a body in one of its forms (RFC 6376 §3.4.3, §3.4.4), piece by piece. Not thread-safe. */
final class BodyHash {
    private static final int BUFFER = 8192;

    /**
     * The outcome.
     *
     * @param hash in Base64
     * @param length of the whole canonical form, in octets
     */
    record Hashed(String hash, long length) {}

    private final boolean relaxed;
    private final long limit;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private long length;
    private long lineEnds; // not written yet: those at the end of a body do not count
    private boolean space; // likewise, at the end of a line
    private boolean carriageReturn;

    BodyHash(BodyForm form) {
        this.relaxed = form.canonical() == Canonical.RELAXED;
        this.limit = form.limit().orElse(Long.MAX_VALUE);
        this.digest = digest(form.digest());
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    void update(byte[] octets, int count) {
        for (int i = 0; i < count; i++) {
            update(octets[i]);
        }
    }

    private void update(byte octet) {
        if (carriageReturn) {
            carriageReturn = false;
            if (octet == '\n') {
                lineEnds++;
                space = false;
                return;
            }
            writeText((byte) '\r');
        }
        if (octet == '\r') {
            carriageReturn = true;
        } else if (relaxed && (octet == ' ' || octet == '\t')) {
            space = true;
        } else {
            writeText(octet);
        }
    }

    private void writeText(byte octet) {
        for (; lineEnds > 0; lineEnds--) {
            writeLineEnd();
        }
        if (space) {
            space = false;
            write((byte) ' ');
        }
        write(octet);
    }

    private void writeLineEnd() {
        write((byte) '\r');
        write((byte) '\n');
    }

    private void write(byte octet) {
        if (length < limit) {
            buffer[buffered] = octet;
            buffered++;
            if (buffered == BUFFER) {
                digest.update(buffer);
                buffered = 0;
            }
        }
        length++;
    }

    Hashed finish() {
        if (carriageReturn) {
            writeText((byte) '\r');
        }
        if (length > 0 || !relaxed) { // RFC 6376 §3.4.4: an empty body stays empty in the relaxed form
            writeLineEnd();
        }
        digest.update(buffer, 0, buffered);
        return new Hashed(Base64.getEncoder().encodeToString(digest.digest()), length);
    }
}
