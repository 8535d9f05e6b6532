package io.postroom.core.trace;

import io.postroom.core.message.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The header of a message as the most careless reader sees it: a CR or LF alone ends a line, and octets that cannot be seen are no part of a
 * name. For finding what somebody might read there, not for what it says.
 */
public final class LenientHeader {
    private static final int MOST_OCTETS = 1 << 20;

    private LenientHeader() {}

    /** The bodies of all fields of this name, unfolded, octets taken as UTF-8. Throws {@link UncheckedIOException} if {@code raw} cannot be read. */
    public static List<String> bodies(RawMessage raw, String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<String> bodies = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (String line : header(raw).split("\r\n|\r|\n")) {
            boolean goesOn = line.startsWith(" ") || line.startsWith("\t"); // RFC 5322 §2.2.3
            if (!goesOn) {
                add(field, wanted, bodies);
                field.setLength(0);
            }
            field.append(line);
        }
        add(field, wanted, bodies);
        return bodies;
    }

    private static void add(StringBuilder field, String wanted, List<String> bodies) {
        if (FieldName.of(field).equals(wanted)) {
            byte[] octets = field.substring(field.indexOf(":") + 1).getBytes(StandardCharsets.ISO_8859_1);
            bodies.add(new String(octets, StandardCharsets.UTF_8));
        }
    }

    private static String header(RawMessage raw) {
        try (InputStream in = raw.open()) {
            String beginning = new String(in.readNBytes(MOST_OCTETS), StandardCharsets.ISO_8859_1);
            int end = endOf(beginning);
            return end < 0 ? beginning : beginning.substring(0, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of the line before the empty one; that line ends with LF whoever reads it. -1 if there is none. */
    private static int endOf(String text) {
        for (int lineEnd = text.indexOf('\n'); lineEnd >= 0; lineEnd = text.indexOf('\n', lineEnd + 1)) {
            if (text.startsWith("\n", lineEnd + 1) || text.startsWith("\r\n", lineEnd + 1)) {
                return lineEnd;
            }
        }
        return -1;
    }
}
