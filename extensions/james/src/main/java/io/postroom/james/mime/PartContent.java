package io.postroom.james.mime;

import java.io.InputStream;
import java.util.function.BooleanSupplier;

/**
 * The lines from here to the next delimiter, as a stream. The line break before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
 */
final class PartContent extends InputStream {
    private final LineReader lines;
    private final BooleanSupplier isDelimiter;

    private final byte[] lineBreak = {'\r', '\n'};
    private int heldBack;
    private byte[] chunk = new byte[0];
    private int position;
    private int end;
    private boolean lineFollows;
    private boolean ended;

    /** @param isDelimiter asked once for each line when it has become the current one of {@code lines} */
    PartContent(LineReader lines, BooleanSupplier isDelimiter) {
        this.lines = lines;
        this.isDelimiter = isDelimiter;
    }

    /** Skips the rest. */
    void drain() {
        while (advance()) {
            position = end;
        }
    }

    @Override
    public int read() {
        return position < end || advance() ? chunk[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int done = 0;
        while (done < length && (position < end || advance())) {
            int count = Math.min(length - done, end - position);
            System.arraycopy(chunk, position, target, offset + done, count);
            position += count;
            done += count;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    /** Makes more octets available; false at the end. */
    private boolean advance() {
        while (!ended || lineFollows) {
            if (lineFollows) {
                lineFollows = false;
                show(lines.octets(), 0, lines.length() - lines.terminator());
                heldBack = lines.terminator();
            } else if (!lines.next()) {
                ended = true;
                show(lineBreak, 2 - heldBack, 2);
            } else if (isDelimiter.getAsBoolean()) {
                ended = true;
            } else {
                lineFollows = true;
                show(lineBreak, 2 - heldBack, 2);
            }
            if (position < end) {
                return true;
            }
        }
        return false;
    }

    private void show(byte[] octets, int from, int to) {
        chunk = octets;
        position = from;
        end = to;
    }
}
