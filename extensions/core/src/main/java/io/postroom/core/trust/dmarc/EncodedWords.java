package io.postroom.core.trust.dmarc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes encoded words (RFC 2047) wherever they stand, as careless programs do. What is malformed stays as it is, or in part. */
final class EncodedWords {
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s*]{1,40})[^?\\s]{0,40}\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN = Pattern.compile("(\\?=)\\s+(?==\\?)"); // RFC 2047 §6.2: nothing
    private static final int HEX = 16;

    private EncodedWords() {}

    static String decode(String text) {
        Matcher words = WORD.matcher(BETWEEN.matcher(text).replaceAll("$1"));
        return words.replaceAll(word -> Matcher.quoteReplacement(decoded(word.group(1), word.group(2), word.group(3))));
    }

    private static String decoded(String charset, String encoding, String text) {
        byte[] octets = encoding.toLowerCase(Locale.ROOT).equals("b") ? base64(text) : quoted(text);
        return new String(octets, charset(charset));
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static byte[] base64(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9+/]", "");
        int whole = plain.length() % 4 == 1 ? plain.length() - 1 : plain.length(); // a letter alone says nothing
        return Base64.getDecoder().decode(plain.substring(0, whole));
    }

    private static byte[] quoted(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                octets.write(Integer.parseInt(text.substring(i + 1, i + 3), HEX));
                i += 2;
            } else {
                octets.writeBytes(String.valueOf(c == '_' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }

    private static boolean isHex(char c) {
        return Character.digit(c, HEX) >= 0 && c < 0x7F;
    }
}
