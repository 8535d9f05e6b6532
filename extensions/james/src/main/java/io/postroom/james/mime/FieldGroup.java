package io.postroom.james.mime;

import io.postroom.core.send.MailReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.mail.MessagingException;
import javax.mail.internet.InternetHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A group of fields in a report (RFC 3464 §2.1): one for the message, then one for each recipient, with empty lines between them.
 * javax.mail reads the fields.
 */
final class FieldGroup {
    private final InternetHeaders fields;

    private FieldGroup(InternetHeaders fields) {
        this.fields = fields;
    }

    /** The groups in their order, hardly more than there are recipients to look at; UTF-8, as RFC 6533 allows. */
    static List<FieldGroup> parse(byte[] content) {
        List<StringBuilder> groups = new ArrayList<>();
        boolean goesOn = false;
        for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\r?\n")) {
            if (!line.isBlank()) {
                if (!goesOn) {
                    groups.add(new StringBuilder());
                }
                groups.get(groups.size() - 1).append(line).append("\r\n");
            }
            goesOn = !line.isBlank();
        }
        return groups.stream()
                .limit(MailReport.MOST + 1L)
                .map(group -> group(group.toString()))
                .toList();
    }

    private static FieldGroup group(String text) {
        try {
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            return new FieldGroup(new InternetHeaders(new ByteArrayInputStream(octets), true));
        } catch (MessagingException e) {
            throw new IllegalStateException("octets in memory cannot be read", e);
        }
    }

    boolean has(String name) {
        return fields.getHeader(name) != null;
    }

    /** The first field of this name, unfolded; empty if there is none. */
    String value(String name) {
        String @Nullable [] values = fields.getHeader(name);
        return values == null ? "" : unfolded(values[0]);
    }

    /** What the field begins with, in lower case; empty if there is none. */
    String word(String name) {
        return value(name).split("[\\s;(]", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** The addresses in all fields of this name, without the type in front ({@code rfc822;}) and without angle brackets. */
    List<String> addresses(String name) {
        String @Nullable [] values = fields.getHeader(name);
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .limit(MailReport.MOST)
                        .map(FieldGroup::unfolded)
                        .map(value -> value.substring(value.indexOf(';') + 1).replaceAll("[<>\\s]", ""))
                        .filter(address -> !address.isEmpty())
                        .toList();
    }

    /** RFC 5322 §2.2.3, in time linear in the length, as javax.mail's is not. */
    private static String unfolded(String value) {
        return value.replaceAll("[\r\n]+", "").strip();
    }
}
