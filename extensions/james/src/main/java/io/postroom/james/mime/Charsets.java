package io.postroom.james.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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

    /** By name in lower case. Java looks through all jars for a name that it does not know, at 0.1 ms each and more, and a header has room for many. */
    private static final Map<String, Charset> KNOWN = known();

    private Charsets() {}

    /** Decodes {@code octets} as {@code name} says; where that is missing, unknown or plain ASCII, by {@link #guess}. */
    static String decode(byte[] octets, Optional<String> name) {
        return withoutMark(name.flatMap(Charsets::find)
                .map(charset -> charset.equals(StandardCharsets.UTF_8) ? guess(octets) : new String(octets, charset))
                .orElseGet(() -> guess(octets)));
    }

    /** The name by which Java knows the charset that {@code name} stands for in mail; UTF-8 where that is missing, unknown or ASCII. */
    static String nameFor(String name) {
        return find(name).orElse(StandardCharsets.UTF_8).name();
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
            return isMostlyDamaged(damaged) ? new String(octets, WINDOWS_1252) : damaged;
        }
    }

    /** Whether characters that could not be decoded are there, and no fewer than those beyond ASCII that could. */
    static boolean isMostlyDamaged(String decoded) {
        int broken = 0;
        int whole = 0;
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            broken += c == '\uFFFD' ? 1 : 0;
            whole += c > 0x7F && c != '\uFFFD' ? 1 : 0;
        }
        return broken > 0 && broken >= whole;
    }

    private static Optional<Charset> find(String name) {
        String key = name.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
        return Optional.ofNullable(KNOWN.get(READ_AS.getOrDefault(key, key)))
                .filter(charset -> !charset.equals(StandardCharsets.US_ASCII));
    }

    private static Map<String, Charset> known() {
        Map<String, Charset> known = new HashMap<>();
        for (Charset charset : Charset.availableCharsets().values()) {
            charset.aliases().forEach(alias -> known.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
            known.put(charset.name().toLowerCase(Locale.ROOT), charset);
        }
        return Map.copyOf(known);
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
