package io.postroom.core.trace;

import io.postroom.core.account.MailDomain;
import io.postroom.core.trust.AuthenticationResults;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A message without the fields that pretend to be verdicts of ours: {@code Authentication-Results} that claims our name (RFC 8601 §5), and
 * {@link Verdict#FIELD}, in any spelling that some reader may take for it. Every other octet passes as it is.
 *
 * <p>A CR alone begins a new line too, as it does for some readers; what ends the header is an empty line after a LF. In memory is one field
 * at most, and none over {@value #MOST} octets: a longer {@code Authentication-Results} is removed whoever it is of. Not thread-safe.
 */
public final class VerdictFilter extends InputStream {
    static final int MOST = 64 * 1024;

    private static final int PIECE = 8 * 1024;
    private static final String RESULTS = AuthenticationResults.NAME.toLowerCase(Locale.ROOT);
    private static final String VERDICT = Verdict.FIELD.toLowerCase(Locale.ROOT);

    private final InputStream in;
    private final MailDomain name;
    private byte[] ready = {};
    private int next;
    private boolean inBody;
    private int ahead = -1;

    private Fate fate = Fate.PASSES;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean lineBegins = true;
    private boolean afterLineFeed = true;
    private boolean fieldAfterLineFeed = true;

    /** What becomes of the field that is being read. */
    private enum Fate {
        PASSES,
        /** Depends on what it says. */
        HELD,
        REMOVED
    }

    /** @param name by which we are known in such fields, RFC 8601 §2.5 */
    public VerdictFilter(InputStream in, MailDomain name) {
        this.in = new BufferedInputStream(in);
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (next == ready.length && !inBody) {
            fill();
        }
        if (next == ready.length) {
            return in.read(buffer, offset, length);
        }
        int count = Math.min(length, ready.length - next);
        System.arraycopy(ready, next, buffer, offset, count);
        next += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads the next piece of the header, and decides what of it is ready to be given. */
    private void fill() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = piece();
        if (piece.length == 0 || isEmptyLine(piece)) {
            endField(out);
            inBody = true;
            out.writeBytes(piece);
        } else {
            if (lineBegins && piece[0] != ' ' && piece[0] != '\t' && !isEndOfLine(piece)) {
                endField(out);
                beginField(piece);
            }
            take(piece, out);
            afterLineFeed = piece[piece.length - 1] == '\n';
            lineBegins = afterLineFeed || piece[piece.length - 1] == '\r';
        }
        ready = out.toByteArray();
        next = 0;
    }

    private boolean isEmptyLine(byte[] piece) {
        return afterLineFeed && isEndOfLine(piece) && piece[piece.length - 1] == '\n';
    }

    private static boolean isEndOfLine(byte[] piece) {
        return piece[0] == '\n' || piece[0] == '\r';
    }

    private void beginField(byte[] line) {
        String fieldName = FieldName.of(new String(line, StandardCharsets.ISO_8859_1));
        if (fieldName.equals(VERDICT)) {
            fate = Fate.REMOVED;
        } else {
            fate = fieldName.equals(RESULTS) ? Fate.HELD : Fate.PASSES;
        }
        fieldAfterLineFeed = afterLineFeed;
    }

    private void take(byte[] piece, ByteArrayOutputStream out) {
        switch (fate) {
            case PASSES -> out.writeBytes(piece);
            case REMOVED -> {}
            case HELD -> {
                held.writeBytes(piece);
                if (held.size() > MOST) {
                    held.reset();
                    fate = Fate.REMOVED;
                }
            }
        }
    }

    private void endField(ByteArrayOutputStream out) {
        if (fate == Fate.HELD) {
            String field = held.toString(StandardCharsets.UTF_8);
            if (AuthenticationResults.isFrom(name, field.substring(field.indexOf(':') + 1))) {
                fate = Fate.REMOVED;
            } else {
                out.writeBytes(held.toByteArray());
            }
            held.reset();
        }
        if (fate == Fate.REMOVED && !fieldAfterLineFeed && afterLineFeed) {
            out.write('\n'); // the line that it hid in still ends for those who saw one line
        }
        fate = Fate.PASSES;
    }

    /** A line with its end, or {@value #PIECE} octets of a longer one; nothing at the end of the message. */
    private byte[] piece() throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream(128);
        while (piece.size() < PIECE) {
            int octet = octet();
            if (octet < 0) {
                break;
            }
            piece.write(octet);
            if (octet == '\n') {
                break;
            }
            if (octet == '\r') {
                int following = octet();
                if (following == '\n') {
                    piece.write(following);
                } else {
                    ahead = following;
                }
                break;
            }
        }
        return piece.toByteArray();
    }

    private int octet() throws IOException {
        int octet = ahead >= 0 ? ahead : in.read();
        ahead = -1;
        return octet;
    }
}
