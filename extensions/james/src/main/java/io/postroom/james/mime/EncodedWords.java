package io.postroom.james.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Decodes encoded words (RFC 2047), also the broken ones of the wild: with spaces inside, longer than allowed, glued to their
 * neighbours, with a character split between two words, with missing padding. What is no encoded word stays as it is.
 *
 * <p>Takes time linear in the length of the text. Not thread-safe; {@link #decode} is.
 */
final class EncodedWords {
    private static final int MAX_CHARSET = 64;

    private final String text;
    private final StringBuilder out;

    /** The octets of the encoded words before here that are not decoded yet, as the next may go on within a character. */
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    private String charset = "";
    private boolean noMoreEnds;

    private EncodedWords(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).run() : text;
    }

    private String run() {
        int literal = 0;
        for (int start = text.indexOf("=?"); start >= 0 && !noMoreEnds; start = text.indexOf("=?", start)) {
            int end = wordAt(start, literal);
            if (end < 0) {
                start += 2;
            } else {
                start = end;
                literal = end;
            }
        }
        flush();
        return out.append(text, literal, text.length()).toString();
    }

    /** Reads the encoded word at {@code start}, after unencoded text from {@code literal} on; returns its end, or -1 if there is none. */
    private int wordAt(int start, int literal) {
        int charsetEnd = text.indexOf('?', start + 2);
        if (charsetEnd < 0 || charsetEnd - start - 2 > MAX_CHARSET || charsetEnd + 2 >= text.length()) {
            return -1;
        }
        char encoding = Character.toLowerCase(text.charAt(charsetEnd + 1));
        if ((encoding != 'b' && encoding != 'q') || text.charAt(charsetEnd + 2) != '?') {
            return -1;
        }
        int contentEnd = text.indexOf("?=", charsetEnd + 3);
        if (contentEnd < 0) {
            noMoreEnds = true;
            return -1;
        }
        String name = withoutLanguage(text.substring(start + 2, charsetEnd));
        String between = text.substring(literal, start);
        boolean isAdjacent =
                octets.size() > 0 && between.isBlank(); // RFC 2047 §6.2: white space between words is not shown
        if (!isAdjacent) {
            flush();
            out.append(between);
        } else if (!name.equalsIgnoreCase(charset)) {
            flush();
        }
        charset = name;
        String content = text.substring(charsetEnd + 3, contentEnd);
        octets.writeBytes(encoding == 'b' ? base64(content) : quoted(content));
        return contentEnd + 2;
    }

    private void flush() {
        if (octets.size() > 0) {
            out.append(Charsets.decode(octets.toByteArray(), Optional.of(charset)));
            octets.reset();
        }
    }

    /** RFC 2231 §5: a language may follow the charset after an asterisk. */
    private static String withoutLanguage(String charset) {
        int asterisk = charset.indexOf('*');
        return asterisk < 0 ? charset : charset.substring(0, asterisk);
    }

    /** Base64 (RFC 2045 §6.8) less everything that is not of its alphabet. */
    private static byte[] base64(String content) {
        StringBuilder digits = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/') {
                digits.append(c);
            }
        }
        if (digits.length() % 4 == 1) {
            digits.setLength(digits.length() - 1); // six bits make no octet
        }
        return Base64.getDecoder().decode(digits.toString());
    }

    /** The "Q" encoding (RFC 2047 §4.2). */
    private static byte[] quoted(String content) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int octet = c == '=' ? hexAt(content, i + 1) : -1;
            if (octet >= 0) {
                decoded.write(octet);
                i += 2;
            } else if (c == '_') {
                decoded.write(' ');
            } else if (c < 0x80) {
                decoded.write(c);
            } else {
                decoded.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return decoded.toByteArray();
    }

    /** The octet that two hexadecimal digits at {@code index} spell, or -1. */
    static int hexAt(String text, int index) {
        if (index + 1 >= text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index), 16);
        int low = Character.digit(text.charAt(index + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
