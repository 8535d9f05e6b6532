package io.postroom.routes;

import java.nio.charset.StandardCharsets;

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
