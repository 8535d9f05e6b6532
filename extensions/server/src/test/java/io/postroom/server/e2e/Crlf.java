package io.postroom.server.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Line ends, which SMTP is strict about (RFC 5321 §2.3.8). */
final class Crlf {
    private static final List<String> TRACE = // RFC 5321 §4.4, RFC 8601 §4.1, and ours
            List.of("return-path:", "received:", "delivered-to:", "authentication-results:", "x-postroom-verdict:");

    private Crlf() {}

    /** Every line end becomes CRLF, and the last line has one. */
    static byte[] normalized(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
        for (int i = 0; i < text.length; i++) {
            boolean pair = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
            if (text[i] == '\r' || text[i] == '\n') {
                out.write('\r');
                out.write('\n');
                i += pair ? 1 : 0;
            } else {
                out.write(text[i]);
            }
        }
        byte[] lines = out.toByteArray();
        if (lines.length == 0 || lines[lines.length - 1] != '\n') {
            out.write('\r');
            out.write('\n');
        }
        return out.toByteArray();
    }

    /** Whether {@code stored} is {@code sent} with nothing but trace fields before it. */
    static boolean endsWithAfterTrace(byte[] stored, byte[] sent) {
        int extra = stored.length - sent.length;
        if (extra < 0 || !Arrays.equals(stored, extra, stored.length, sent, 0, sent.length)) {
            return false;
        }
        String added = new String(stored, 0, extra, StandardCharsets.ISO_8859_1);
        return added.lines().allMatch(Crlf::isTrace);
    }

    private static boolean isTrace(String line) {
        String lower = line.toLowerCase(java.util.Locale.ROOT);
        return line.startsWith(" ") || line.startsWith("\t") || TRACE.stream().anyMatch(lower::startsWith);
    }
}
