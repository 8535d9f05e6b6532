package io.postroom.core.receive;

import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import io.postroom.core.trace.DeliveryTrace;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The digest of a message less what each hop adds to it: the trace fields {@code Return-Path}, {@code Received} (RFC 5321 §4.4),
 * {@code Delivered-To} and {@code X-Original-To}, and less the whole {@link DeliveryTrace}. A sender's second attempt after a cut connection
 * has the same digest, whatever was found out about it.
 */
public final class ContentDigest {
    private static final Set<String> TRACE = Set.of("return-path", "received", "delivered-to", "x-original-to");
    private static final int MAX_HEADER_LINE = 1 << 20;

    private ContentDigest() {}

    /** Throws {@link UncheckedIOException} if {@code raw} cannot be read. */
    public static Digest of(RawMessage raw) {
        MessageDigest sha = Digest.algorithm();
        try (InputStream in = new BufferedInputStream(raw.open())) {
            skipTrace(in);
            digestHeader(in, sha);
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(sha);
    }

    private static void skipTrace(InputStream in) throws IOException {
        in.mark(DeliveryTrace.LONGEST);
        Optional<DeliveryTrace> trace = DeliveryTrace.of(in.readNBytes(DeliveryTrace.LONGEST));
        in.reset();
        if (trace.isPresent()) {
            in.skipNBytes(trace.get().length());
        }
    }

    private static void digestHeader(InputStream in, MessageDigest sha) throws IOException {
        boolean inTraceField = false;
        for (byte[] line = readLine(in); line.length > 0 && !isBlank(line); line = readLine(in)) {
            boolean continues = line[0] == ' ' || line[0] == '\t'; // RFC 5322 §2.2.3, folding
            if (!continues) {
                inTraceField = isTrace(line);
            }
            if (!inTraceField) {
                sha.update(line);
            }
        }
        sha.update((byte) '\n');
    }

    private static boolean isBlank(byte[] line) {
        return line.length <= 2 && line[line.length - 1] == '\n' && (line.length == 1 || line[0] == '\r');
    }

    private static boolean isTrace(byte[] line) {
        String text = new String(line, 0, Math.min(line.length, 32), StandardCharsets.ISO_8859_1);
        int colon = text.indexOf(':');
        return colon > 0 && TRACE.contains(text.substring(0, colon).trim().toLowerCase(Locale.ROOT));
    }

    /** A line with its end; a line over the limit comes in pieces, so that a header without end costs no memory. */
    private static byte[] readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n' || line.size() >= MAX_HEADER_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }
}
