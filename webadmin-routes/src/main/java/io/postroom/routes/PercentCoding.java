package io.postroom.routes;

import io.postroom.core.text.UrlText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Decodes percent-encoded octets (RFC 3986 §2.1) as UTF-8; octets that are no UTF-8 become U+FFFD. */
final class PercentCoding {
    private PercentCoding() {}

    /** A part of a path: {@code +} stands for itself. A percent sign without two hexadecimal digits stands for itself too. */
    static String decodePath(String text) {
        return text.indexOf('%') < 0 ? text : decode(text, false);
    }

    /** A part of a query, as forms write it: {@code +} stands for a space. */
    static String decodeQuery(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : decode(text, true);
    }

    /** The path as it came, but for segments with octets that are no UTF-8: there U+FFFD stands for these. */
    static String readablePath(String path) {
        return path.indexOf('%') < 0
                ? path
                : Arrays.stream(path.split("/", -1))
                        .map(PercentCoding::readable)
                        .collect(Collectors.joining("/"));
    }

    private static String readable(String segment) {
        String decoded = decodePath(segment);
        return decoded.indexOf('\uFFFD') < 0 ? segment : UrlText.percentEncoded(decoded, "-._~!$&'()*+,;=:@");
    }

    private static String decode(String text, boolean plusIsSpace) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            int octet = source[i];
            int high = octet == '%' && i + 2 < source.length ? Character.digit((char) source[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit((char) source[i + 2], 16) : -1;
            if (low >= 0) {
                octet = high << 4 | low;
                i += 2;
            } else if (octet == '+' && plusIsSpace) {
                octet = ' ';
            }
            decoded[length++] = (byte) octet;
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }
}
