package io.postroom.james.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a message line by line; a line over {@link #MAX_PIECE} octets comes in pieces, so that memory is bounded. Lines end with CRLF
 * or LF. Not thread-safe.
 *
 * <p>That the source cannot be read shows as an {@link UncheckedIOException}, so that it is never taken for bad input.
 */
final class LineReader {
    static final int MAX_PIECE = 8192;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int end;

    private final byte[] line = new byte[MAX_PIECE];
    private int length;
    private int terminator;
    private boolean lineStart;
    private boolean nextIsStart = true;
    private boolean unread;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Makes the next line, or piece of one, the current one; false at the end of the message. */
    boolean next() {
        if (unread) {
            unread = false;
            return true;
        }
        length = 0;
        terminator = 0;
        lineStart = nextIsStart;
        while (length < MAX_PIECE) {
            if (position == end && !fill()) {
                break;
            }
            if (copyUpToLineFeed()) {
                terminator = length > 1 && line[length - 2] == '\r' ? 2 : 1;
                break;
            }
        }
        nextIsStart = terminator > 0;
        keepCarriageReturnWithItsLineFeed();
        return length > 0;
    }

    /** Makes the current line come again. */
    void unread() {
        unread = true;
    }

    private boolean copyUpToLineFeed() {
        int room = Math.min(end - position, MAX_PIECE - length);
        int count = 0;
        boolean found = false;
        while (count < room && !found) {
            found = buffer[position + count++] == '\n';
        }
        System.arraycopy(buffer, position, line, length, count);
        position += count;
        length += count;
        return found;
    }

    /** A piece never ends between CR and LF, or the line break before a boundary could not be told from content. */
    private void keepCarriageReturnWithItsLineFeed() {
        if (terminator == 0 && length == MAX_PIECE && line[length - 1] == '\r' && position > 0) {
            position--;
            length--;
        }
    }

    private boolean fill() {
        try {
            int count = in.read(buffer, 0, buffer.length);
            position = 0;
            end = Math.max(count, 0);
            return count > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] octets() {
        return line;
    }

    /** Octets of the current line or piece, its line break included. */
    int length() {
        return length;
    }

    /** Octets of the line break: 0 for a piece or for a last line without one. */
    int terminator() {
        return terminator;
    }

    /** Whether the current piece begins a line. */
    boolean isLineStart() {
        return lineStart;
    }

    boolean isBlank() {
        return lineStart && length == terminator;
    }

    boolean isFolded() {
        return length > 0 && (line[0] == ' ' || line[0] == '\t'); // RFC 5322 §2.2.3
    }

    boolean startsWithTwoDashes() {
        return lineStart && length > 2 && line[0] == '-' && line[1] == '-';
    }

    /** The current line without its line break, one character per octet. */
    String text() {
        return new String(line, 0, length - terminator, StandardCharsets.ISO_8859_1);
    }
}
