package io.postroom.core.message;

import io.postroom.core.error.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The reversible form of a label as an IMAP keyword (RFC 9051 §2.3.2) and JMAP keyword (RFC 8621 §4.1.1).
 *
 * <p>Lower-case letters, digits, {@code _} and {@code -} stand for themselves; every other octet of the UTF-8 form, the dollar sign
 * included, becomes {@code $} and two lower-case hexadecimal digits, because keywords ignore case, and James lets JMAP clients see no
 * others than those of letters, digits, {@code $ _ -}.
 */
public final class LabelKeyword {
    /** RFC 8621 §4.1.1: a keyword has 1 to 255 characters. */
    static final int MAX_LENGTH = 255;

    private static final String HEX = "0123456789abcdef";

    private LabelKeyword() {}

    static String encode(String label) {
        StringBuilder keyword = new StringBuilder(label.length());
        for (byte octet : label.getBytes(StandardCharsets.UTF_8)) {
            if (isLiteral(octet)) {
                keyword.append((char) octet);
            } else {
                keyword.append('$').append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return keyword.toString();
    }

    private static boolean isLiteral(int octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9') || octet == '_' || octet == '-';
    }

    /**
     * The label that a keyword stands for; a keyword a mail client made up itself, such as {@code $Forwarded}, stands for the label of
     * the same letters in lower case, even where it looks as if it were encoded ({@code $canunsubscribe}). Empty where no label can be made
     * of it.
     */
    public static Optional<Label> decode(String keyword) {
        String lower = keyword.toLowerCase(Locale.ROOT);
        try {
            return label(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets(lower)))
                    .toString());
        } catch (CharacterCodingException notEncoded) {
            return label(lower);
        }
    }

    private static byte[] octets(String keyword) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(keyword.length());
        for (int i = 0; i < keyword.length(); i++) {
            char c = keyword.charAt(i);
            int high = c == '$' && i + 2 < keyword.length() ? Character.digit(keyword.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(keyword.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                octets.write(high << 4 | low);
                i += 2;
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }

    private static Optional<Label> label(String text) {
        try {
            return Optional.of(new Label(text));
        } catch (RefusedException notALabel) {
            return Optional.empty();
        }
    }
}
