package io.postroom.james.scan;

import io.postroom.core.scan.Scan;
import io.postroom.core.scan.ScannedMail;
import io.postroom.core.scan.Scanner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * SpamAssassin's {@code spamd}, by the command {@code CHECK} of its protocol (SPAMC/1.5): the answer has a field
 * {@code Spam: True ; 15.0 / 5.0}. Thread-safe.
 */
final class SpamdScanner implements Scanner {
    private static final String FIELD = "spam:";

    private final ScannerSocket socket;

    SpamdScanner(ScannerSocket socket) {
        this.socket = socket;
    }

    @Override
    public String address() {
        return socket.address();
    }

    @Override
    public Scan scan(ScannedMail mail) throws IOException {
        String answer = socket.ask(connection -> {
            OutputStream out = connection.out();
            String head = "CHECK SPAMC/1.5\r\nContent-length: " + mail.raw().size() + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = mail.raw().open()) {
                in.transferTo(out);
            }
            connection.finishWriting();
            return connection.answer();
        });
        return read(answer);
    }

    /** {@code SPAMD/1.1 0 EX_OK}, then fields. */
    private static Scan read(String answer) throws IOException {
        String[] lines = answer.split("\r?\n", -1);
        String[] status = lines[0].split(" ", -1);
        if (!status[0].startsWith("SPAMD/") || status.length < 2) {
            throw new IOException(answer.isEmpty() ? "it said nothing" : "its answer is none that spamd gives");
        }
        if (!status[1].equals("0")) {
            throw new IOException("it answered with the error " + new Scan.Found(status[1]).what());
        }
        for (String line : lines) {
            if (line.toLowerCase(Locale.ROOT).startsWith(FIELD)) {
                String verdict = line.substring(FIELD.length()).strip();
                String word = verdict.toLowerCase(Locale.ROOT);
                if (word.startsWith("true") || word.startsWith("yes")) {
                    return new Scan.Found(verdict.substring(verdict.indexOf(';') + 1));
                }
                if (word.startsWith("false") || word.startsWith("no")) {
                    return new Scan.Clean();
                }
            }
        }
        throw new IOException("its answer has no verdict");
    }
}
