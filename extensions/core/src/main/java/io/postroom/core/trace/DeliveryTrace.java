package io.postroom.core.trace;

import io.postroom.core.message.RawMessage;
import io.postroom.core.secret.Digest;
import io.postroom.core.trust.Authentication;
import io.postroom.core.trust.AuthenticationResults;
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
 * The lines that delivery puts on top of a message (RFC 5321 §4.4): the {@code Return-Path}, what was found out about the sender
 * ({@code Authentication-Results}, RFC 8601), what was decided, and a {@code Received} that names the arrival. By the latter a message without
 * a Message-ID of its own is known again when only the mailbox is left to look at.
 *
 * <p>They are ours because of where they stand: a sender's lines are never the topmost ones, as each server puts its own above them.
 *
 * @param origin names the arrival
 * @param authentication empty for mail of a time when nobody looked
 * @param length octets of all the lines
 */
public record DeliveryTrace(String origin, Optional<Authentication> authentication, Verdict verdict, int length) {
    /** The lines are nowhere longer, in octets. */
    public static final int LONGEST = 64 * 1024;

    private static final int LONGEST_RESULTS = 48 * 1024;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern RECEIVED =
            Pattern.compile("Received: by postroom id ([A-Za-z0-9._-]{1,100});[^\r\n]*\r\n");
    private static final String RETURN_PATH = "Return-Path: <";
    private static final String RESULTS = AuthenticationResults.NAME + ':';
    private static final String VERDICT = Verdict.FIELD + ':';
    private static final DateTimeFormatter DATE = // RFC 5322 §3.3; of one length, so that a message's size is
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss +0000", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The mail server's name of a mail in the form an origin has. */
    public static String origin(String name) {
        return PLAIN.matcher(name).matches() ? name : Digest.sha256(name).hex();
    }

    /**
     * The lines, each with its end.
     *
     * @param sender who the envelope names; empty for {@code MAIL FROM:<>}
     * @param origin see {@link #origin(String)}
     * @param results the field that {@link AuthenticationResults#write} wrote; the empty string if nobody looked
     */
    public static byte[] lines(String sender, String origin, Instant at, String results, Verdict verdict) {
        String lines = RETURN_PATH
                + sender
                + ">\r\n"
                + (results.length() > LONGEST_RESULTS ? "" : results)
                + (verdict.isEmpty() ? "" : verdict.field())
                + "Received: by postroom id "
                + origin
                + "; "
                + DATE.format(at)
                + "\r\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    /** The lines on top of {@code raw}; empty if they are not ours. Throws {@link UncheckedIOException} if it cannot be read. */
    public static Optional<DeliveryTrace> of(RawMessage raw) {
        try (InputStream in = raw.open()) {
            return of(in.readNBytes(LONGEST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param beginning the first octets of a message, {@link #LONGEST} of them or all */
    public static Optional<DeliveryTrace> of(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        int end = text.startsWith(RETURN_PATH) ? endOfField(text, 0) : -1;
        if (end < 0 || !text.startsWith(">\r\n", end - 3) || text.indexOf('\n') != end - 1) {
            return Optional.empty();
        }
        int results = end;
        int verdict = after(text, results, RESULTS);
        int received = after(text, verdict, VERDICT);
        Matcher last = RECEIVED.matcher(text).region(received, text.length());
        if (!last.lookingAt()) {
            return Optional.empty();
        }
        return Optional.of(new DeliveryTrace(
                last.group(1),
                body(text, results, verdict, RESULTS).flatMap(AuthenticationResults::read),
                body(text, verdict, received, VERDICT).map(Verdict::read).orElse(Verdict.NONE),
                last.end()));
    }

    /** Where the field that begins at {@code begin} ends if it has this name; else {@code begin}. */
    private static int after(String text, int begin, String name) {
        int end = text.startsWith(name, begin) ? endOfField(text, begin) : begin;
        return end < 0 ? begin : end;
    }

    private static Optional<String> body(String text, int begin, int end, String name) {
        return begin == end ? Optional.empty() : Optional.of(text.substring(begin + name.length(), end));
    }

    /** Where the next line begins that does not go on with this field; -1 if there is none. */
    private static int endOfField(String text, int begin) {
        int at = begin;
        do {
            int lineEnd = text.indexOf("\r\n", at);
            at = lineEnd < 0 ? text.length() : lineEnd + 2;
        } while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t'));
        return at < text.length() ? at : -1;
    }
}
