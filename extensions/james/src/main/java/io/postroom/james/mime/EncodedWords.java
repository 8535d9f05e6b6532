package io.postroom.james.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/**
 * Decodes encoded words (RFC 2047) by mime4j, also with spaces inside, longer than allowed, glued to their neighbours, or with a character
 * split between two. What is no encoded word stays as it is.
 *
 * <p>Ours is what mime4j has no setting for: which charset one that is unknown, or too small, stands for; base64 without its padding, whose
 * last octets mime4j drops; and that the time taken is linear in the length of the text.
 */
final class EncodedWords {
    /** Charset, without the language that may follow (RFC 2231 §5), encoding and content; or only what looks like the beginning of a word. */
    private static final Pattern WORD =
            Pattern.compile("(?s)=\\?(?:([^?*]{0,64}+)(?:\\*[^?]{0,64}+)?\\?([bBqQ])\\?(.*?)\\?=)?");

    /** mime4j's decoder of the Q encoding, in which no white space may be, takes time quadratic in the length of a run of it. */
    private static final Pattern LONG_BLANKS = Pattern.compile("[\\s\\x1C-\\x1F]{100,}+");

    private static final String HIDDEN = "=\0?";
    private static final String SPECIALS = "()<>[]:;@\\,\"";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Map<Charset, Charset> WITHOUT_UTF_8 =
            Map.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));

    private EncodedWords() {}

    static String decode(String text) {
        int end = endOfWords(text);
        if (!text.contains("=?") || end == 0) {
            return text;
        }
        String words = LONG_BLANKS.matcher(readable(text.substring(0, end))).replaceAll(" ");
        String decoded = decode(words, Map.of());
        return show(Charsets.isMostlyDamaged(decoded) ? decode(words, WITHOUT_UTF_8) : decoded) + text.substring(end);
    }

    /** Hides encoded words from parsers that would take them apart, or decode them as they stand; {@link #show} takes it back. */
    static String hide(String text) {
        int end = endOfWords(text);
        return (readable(text.substring(0, end)) + text.substring(end)).replace("=?", HIDDEN);
    }

    static String show(String text) {
        return text.replace(HIDDEN, "=?");
    }

    /** Where mime4j's search can end, which it starts anew from every place where a word could begin. */
    private static int endOfWords(String text) {
        int last = text.lastIndexOf("?=");
        return last < 0 ? 0 : last + 2;
    }

    /** With words as mime4j reads them, and hidden what is none. */
    private static String readable(String text) {
        return WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(readable(word)));
    }

    private static String readable(MatchResult word) {
        if (word.group(1) == null) {
            return HIDDEN;
        }
        String encoding = word.group(2).toUpperCase(Locale.ROOT);
        String content = encoding.equals("B") ? word.group(3) + "=" : escaped(word.group(3));
        return "=?" + Charsets.nameFor(word.group(1)) + "?" + encoding + "?" + content + "?=";
    }

    /** Content of the Q encoding, in which some senders leave as it is what RFC 2047 §5 tells them to encode. */
    private static String escaped(String content) {
        boolean isOneWord = content.chars().noneMatch(Character::isWhitespace);
        StringBuilder escaped = new StringBuilder(content.length());
        for (byte octet : content.getBytes(StandardCharsets.UTF_8)) {
            if (octet < 0 || (isOneWord && SPECIALS.indexOf(octet) >= 0)) {
                escaped.append('=').append(HEX.toHexDigits(octet));
            } else {
                escaped.append((char) octet);
            }
        }
        return escaped.toString();
    }

    private static String decode(String words, Map<Charset, Charset> readAs) {
        return DecoderUtil.decodeEncodedWords(words, DecodeMonitor.SILENT, StandardCharsets.UTF_8, readAs);
    }
}
