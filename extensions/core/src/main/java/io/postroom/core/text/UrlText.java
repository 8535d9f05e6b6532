package io.postroom.core.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Texts, in UTF-8, in forms that can stand in URLs. */
public final class UrlText {
    private UrlText() {}

    /** In base64url without padding (RFC 4648 §5). */
    public static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What {@link #base64} was made of. The same text has other spellings, with padding or with bits that are not used, and these are read too.
     *
     * @throws IllegalArgumentException if it is no base64url
     */
    public static String ofBase64(String encoded) {
        return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    /**
     * Percent-encoded (RFC 3986 §2.1).
     *
     * @param plain ASCII characters that stand for themselves, as letters and digits of ASCII do
     */
    public static String percentEncoded(String text, String plain) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean literal = octet > 0 && (Character.isLetterOrDigit(octet) || plain.indexOf(octet) >= 0);
            if (literal) {
                encoded.append((char) octet);
            } else {
                encoded.append("%%%02X".formatted(octet & 0xFF));
            }
        }
        return encoded.toString();
    }
}
