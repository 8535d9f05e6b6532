package io.postroom.james.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Octets to characters, also where a message names no charset, an unknown one or a wrong one. */
final class Charsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Names that stand for a larger charset in mail, as browsers read them too, or that Java does not know. */
    private static final Map<String, String> READ_AS = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("cp-1252", "windows-1252"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "x-windows-874"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("cp-850", "cp850"),
            Map.entry("utf8", "utf-8"));

    private Charsets() {}

    /** Decodes {@code octets} as {@code name} says; where that is missing, unknown or plain ASCII, by {@link #guess}. */
    static String decode(byte[] octets, Optional<String> name) {
        return withoutMark(name.flatMap(Charsets::find)
                .map(charset -> charset.equals(StandardCharsets.UTF_8) ? guess(octets) : new String(octets, charset))
                .orElseGet(() -> guess(octets)));
    }

    /** UTF-8 if the octets are that; UTF-8 with some damage if they mostly are; otherwise windows-1252. */
    static String guess(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            String damaged = new String(octets, StandardCharsets.UTF_8);
            return isMostlyUtf8(damaged) ? damaged : new String(octets, WINDOWS_1252);
        }
    }

    private static boolean isMostlyUtf8(String damaged) {
        int broken = 0;
        int whole = 0;
        for (int i = 0; i < damaged.length(); i++) {
            char c = damaged.charAt(i);
            broken += c == '\uFFFD' ? 1 : 0;
            whole += c > 0x7F && c != '\uFFFD' ? 1 : 0;
        }
        return whole > broken;
    }

    private static Optional<Charset> find(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
        try {
            Charset charset = Charset.forName(READ_AS.getOrDefault(key, key));
            return charset.equals(StandardCharsets.US_ASCII) ? Optional.empty() : Optional.of(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
