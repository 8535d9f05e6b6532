package io.postroom.core.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A message taken apart (RFC 2045, RFC 5322).
 *
 * @param headers by name as written, in order, decoded; several fields of one name are joined by line breaks
 * @param text the plain text; empty if there is none
 * @param html the HTML text; empty if there is none
 * @param preview the beginning of the text on one line, at most {@link #MAX_PREVIEW} characters; empty if there is no plain text
 * @param malformed whether a cap was passed or something could not be read; what could be read is here
 */
public record ParsedMessage(
        Envelope envelope,
        Map<String, String> headers,
        Optional<String> text,
        Optional<String> html,
        Optional<String> preview,
        List<Attachment> attachments,
        boolean malformed) {
    public static final int MAX_PREVIEW = 200;

    public ParsedMessage {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        attachments = List.copyOf(attachments);
    }

    /** Whether a mail server tells of another message in it (RFC 6522, or in words of its own). */
    public boolean isReport() {
        String from = envelope.from().toLowerCase(Locale.ROOT);
        return headers.entrySet().stream().anyMatch(ParsedMessage::tellsOfReport)
                || from.contains("mailer-daemon@")
                || from.startsWith("mailer-daemon");
    }

    private static boolean tellsOfReport(Map.Entry<String, String> field) {
        String value = field.getValue().strip().toLowerCase(Locale.ROOT);
        return field.getKey().equalsIgnoreCase("X-Failed-Recipients")
                || (field.getKey().equalsIgnoreCase("Content-Type") && value.startsWith("multipart/report"));
    }

    public MessageOutline outline() {
        return new MessageOutline(envelope, preview, attachments, malformed);
    }
}
