package io.postroom.core.receive;

import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that delivery puts on top of a message (RFC 5321 §4.4): the {@code Return-Path}, and a {@code Received} that names the
 * arrival. By the latter a message without a Message-ID of its own is known again when only the mailbox is left to look at.
 */
public final class DeliveryTrace {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern LINES = Pattern.compile(
            "Return-Path: <[^\r\n]*>\r\nReceived: by postroom id ([A-Za-z0-9._-]{1,100});.*", Pattern.DOTALL);
    private static final int LONGEST = 2048; // an address has at most 256 octets, RFC 5321 §4.5.3.1.3
    private static final DateTimeFormatter DATE = // RFC 5322 §3.3; of one length, so that a message's size is
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss +0000", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private DeliveryTrace() {}

    /** The mail server's name of a mail in the form an {@link Arrival#origin()} has. */
    public static String origin(String name) {
        return PLAIN.matcher(name).matches() ? name : Digest.sha256(name).hex();
    }

    /**
     * The lines, each with its end.
     *
     * @param sender who the envelope names; empty for {@code MAIL FROM:<>}
     * @param origin see {@link #origin}
     */
    public static byte[] lines(String sender, String origin, Instant at) {
        String lines =
                "Return-Path: <" + sender + ">\r\nReceived: by postroom id " + origin + "; " + DATE.format(at) + "\r\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /** The origin in the lines on top of {@code raw}; empty if they are not ours. Throws {@link UncheckedIOException} if it cannot be read. */
    static Optional<String> originOf(RawMessage raw) {
        try (InputStream in = raw.open()) {
            Matcher lines = LINES.matcher(new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
            return lines.matches() ? Optional.of(lines.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
