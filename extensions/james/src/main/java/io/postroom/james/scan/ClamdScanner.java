package io.postroom.james.scan;

import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * ClamAV's {@code clamd}, by its command {@code INSTREAM} (clamd(8)): the mail in pieces, each behind its length in four octets, a piece of no
 * length at the end; the answer is {@code stream: OK} or {@code stream: NAME FOUND}. Thread-safe.
 */
final class ClamdScanner implements Scanner {
    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);
    private static final String FOUND = " FOUND";
    private static final int PIECE = 8192;

    private final ScannerSocket socket;

    ClamdScanner(ScannerSocket socket) {
        this.socket = socket;
    }

    @Override
    public String address() {
        return socket.address();
    }

    @Override
    public Scan scan(ScannedMail mail) throws IOException {
        String answer = socket.ask(connection -> {
            try (InputStream in = mail.raw().open()) {
                return ask(connection, in);
            }
        });
        return read(answer.replace("\0", "").strip());
    }

    private static String ask(ScannerConnection connection, InputStream mail) throws IOException {
        OutputStream out = connection.out();
        out.write(COMMAND);
        byte[] piece = new byte[PIECE + Integer.BYTES];
        try {
            for (int count = read(mail, piece); count > 0; count = read(mail, piece)) {
                ByteBuffer.wrap(piece).putInt(count);
                out.write(piece, 0, Integer.BYTES + count);
            }
            out.write(new byte[Integer.BYTES]);
        } catch (IOException cut) {
            return answerOf(connection, cut); // it ends the connection, with a word on why, where it takes no more
        }
        return connection.answer();
    }

    /** A connection that was closed because of the time has no answer either. */
    private static String answerOf(ScannerConnection connection, IOException cut) throws IOException {
        try {
            String answer = connection.answer();
            if (!answer.isEmpty()) {
                return answer;
            }
        } catch (IOException e) {
            cut.addSuppressed(e);
        }
        throw cut;
    }

    private static int read(InputStream mail, byte[] piece) throws IOException {
        return mail.readNBytes(piece, Integer.BYTES, PIECE);
    }

    private static Scan read(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return new Scan.Clean();
        }
        if (answer.startsWith("stream: ") && answer.endsWith(FOUND)) {
            int end = Math.max(answer.length() - FOUND.length(), "stream: ".length());
            return new Scan.Found(answer.substring("stream: ".length(), end));
        }
        if (answer.contains("size limit exceeded")) {
            return new Scan.NotScanned(Scan.NotScanned.Why.TOO_LARGE);
        }
        throw new IOException(answer.isEmpty() ? "it said nothing" : "its answer is none that clamd gives");
    }
}
