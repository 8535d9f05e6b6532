package io.postroom.james.mime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes quoted-printable content (RFC 2045 §6.7), leniently: an equals sign that begins nothing stands for itself.
 *
 * <p>mime4j's decoder takes time quadratic in the length of a run of white space: hours for a message full of it. Here each octet
 * is looked at a fixed number of times. Not thread-safe.
 */
final class QuotedPrintable extends InputStream {
    private static final int NONE = -2;

    private final InputStream in;

    /** White space whose meaning the octet after it decides; from {@code spacesRead} on, if {@code spacesReleased}. */
    private byte[] spaces = new byte[128];

    private int spacesRead;
    private int spacesEnd;
    private int pending = NONE;
    private int pending2 = NONE;

    QuotedPrintable(InputStream encoded) {
        this.in = new BufferedInputStream(encoded, LineReader.MAX_PIECE);
    }

    @Override
    public int read() throws IOException {
        while (true) {
            if (spacesRead < spacesEnd) {
                return spaces[spacesRead++] & 0xFF;
            }
            int octet = take();
            if (octet == ' ' || octet == '\t') {
                collectSpaces(octet);
            } else if (octet != '=') {
                return octet;
            } else {
                int decoded = escape();
                if (decoded != NONE) {
                    return decoded;
                }
            }
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        for (int octet = 0; count < length; count++) {
            octet = read();
            if (octet < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count] = (byte) octet;
        }
        return count;
    }

    private int take() throws IOException {
        if (pending == NONE) {
            return in.read();
        }
        int octet = pending;
        pending = pending2;
        pending2 = NONE;
        return octet;
    }

    /** Rule 3: white space at the end of a line was added on the way. */
    private void collectSpaces(int first) throws IOException {
        spacesRead = 0;
        spacesEnd = 0;
        int octet = first;
        for (; octet == ' ' || octet == '\t'; octet = take()) {
            if (spacesEnd == spaces.length) {
                spaces = Arrays.copyOf(spaces, spacesEnd * 2);
            }
            spaces[spacesEnd++] = (byte) octet;
        }
        if (octet == '\r' || octet == '\n' || octet < 0) {
            spacesEnd = 0;
        }
        push(octet);
    }

    /** What follows an equals sign: an octet; {@link #NONE} for a soft line break, rule 5, of which nothing is left. */
    private int escape() throws IOException {
        int first = take();
        if (first == '\n' || first < 0) {
            return NONE;
        }
        if (first == '\r' || first == ' ' || first == '\t') {
            return softBreak(first);
        }
        int second = take();
        int high = Character.digit(first, 16);
        int low = Character.digit(second, 16);
        if (high >= 0 && low >= 0) {
            return high << 4 | low;
        }
        push(first, second);
        return '=';
    }

    private int softBreak(int first) throws IOException {
        int octet = first;
        boolean spaced = false;
        for (; octet == ' ' || octet == '\t'; octet = take()) {
            spaced = true;
        }
        if (octet == '\r') {
            octet = take();
        }
        if (octet == '\n' || octet < 0) {
            return NONE;
        }
        push(octet);
        return spaced ? ' ' : NONE;
    }

    private void push(int octet) {
        pending2 = pending;
        pending = octet;
    }

    private void push(int first, int second) {
        pending2 = second;
        pending = first;
    }
}
