package io.postroom.core.trust.dkim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The header of a message, with the octets that signatures are made of. Immutable. */
public final class MailHeader {
    private static final int MOST_OCTETS = 512 * 1024;

    private final Map<String, List<HeaderField>> fields;
    private final boolean wellFormed;

    private MailHeader(List<HeaderField> fields, boolean wellFormed) {
        this.fields =
                fields.stream().collect(Collectors.groupingBy(HeaderField::name, Collectors.toUnmodifiableList()));
        this.wellFormed = wellFormed;
    }

    /** All fields of this name, in lower case; in their order. */
    public List<HeaderField> named(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /**
     * Whether every line ends with CRLF and the header is not too long; else no signature can be judged, for others may see other fields in
     * it.
     */
    boolean wellFormed() {
        return wellFormed;
    }

    /** Reads the header and the empty line after it, so that the body is what comes next. Lines may end without CR here. */
    static MailHeader read(InputStream in) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        boolean wellFormed = true;
        int lineLength = 0;
        int previous = -1;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (header.size() >= MOST_OCTETS) {
                return new MailHeader(List.of(), false);
            }
            header.write(octet);
            if ((octet == '\n') != (previous == '\r')) {
                wellFormed = false;
            }
            if (octet == '\n') {
                if (lineLength == 0 || lineLength == 1 && previous == '\r') {
                    break;
                }
                lineLength = 0;
            } else {
                lineLength++;
            }
            previous = octet;
        }
        return new MailHeader(fieldsOf(header.toString(StandardCharsets.ISO_8859_1)), wellFormed);
    }

    private static List<HeaderField> fieldsOf(String header) {
        List<HeaderField> fields = new ArrayList<>();
        int begin = 0;
        while (begin < header.length()) {
            int end = endOfField(header, begin);
            String raw = withoutLineEnd(header.substring(begin, end));
            if (!raw.isEmpty()) {
                int colon = raw.indexOf(':');
                String name =
                        colon < 0 ? "" : raw.substring(0, colon).stripTrailing().toLowerCase(Locale.ROOT);
                fields.add(new HeaderField(name, raw));
            }
            begin = end;
        }
        return fields;
    }

    /** Where the next line begins that does not go on with this field. */
    private static int endOfField(String header, int begin) {
        int end = begin;
        do {
            int lineEnd = header.indexOf('\n', end);
            end = lineEnd < 0 ? header.length() : lineEnd + 1;
        } while (end < header.length() && (header.charAt(end) == ' ' || header.charAt(end) == '\t'));
        return end;
    }

    private static String withoutLineEnd(String line) {
        int end = line.endsWith("\n") ? line.length() - 1 : line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, end);
    }
}
