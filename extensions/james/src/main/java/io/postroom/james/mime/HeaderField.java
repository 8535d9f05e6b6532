package io.postroom.james.mime;

import java.nio.charset.StandardCharsets;

/**
 * One field of a header (RFC 5322 §2.2).
 *
 * @param name as written
 * @param raw what follows the colon, unfolded, one character per octet
 */
record HeaderField(String name, String raw) {
    /** The value as characters; octets beyond ASCII are UTF-8 (RFC 6532) or, where they cannot be, windows-1252. */
    String value() {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 0x7F) {
                return Charsets.guess(raw.getBytes(StandardCharsets.ISO_8859_1)).strip();
            }
        }
        return raw.strip();
    }

    /** The value with its encoded words decoded (RFC 2047). */
    String text() {
        return EncodedWords.decode(value()).strip();
    }

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }
}
