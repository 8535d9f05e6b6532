package io.postroom.james.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A structured field such as {@code Content-Type} or {@code Content-Disposition}: a word and its parameters (RFC 2045 §5.1).
 *
 * <p>Parameters in pieces and in other charsets (RFC 2231) are put together; encoded words within parameters, which RFC 2047 §5 forbids
 * and many senders write, are decoded.
 *
 * @param word in lower case; empty if there is none
 * @param parameters by name in lower case, the first of each name
 */
record FieldParameters(String word, Map<String, String> parameters) {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_PIECES = 1000;

    static FieldParameters parse(String value) {
        String text = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
        return new Scan(text).run();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** One pass over the text of a field. */
    private static final class Scan {
        private final String text;
        private final Map<String, String> plain = new HashMap<>();
        private final Map<String, TreeMap<Integer, Piece>> inPieces = new HashMap<>();
        private int at;

        private record Piece(String value, boolean percentEncoded) {}

        Scan(String text) {
            this.text = text;
        }

        FieldParameters run() {
            String word = upTo(";(").strip().toLowerCase(Locale.ROOT);
            upTo(";");
            while (at < text.length()) {
                at++;
                String name = upTo("=;").strip().toLowerCase(Locale.ROOT);
                if (at < text.length() && text.charAt(at) == '=') {
                    at++;
                    add(name, value());
                    upTo(";");
                }
            }
            inPieces.forEach((name, pieces) -> plain.put(name, join(pieces)));
            return new FieldParameters(word, Map.copyOf(plain));
        }

        /** What stands before the next of these characters, which is not taken. */
        private String upTo(String stops) {
            int start = at;
            while (at < text.length() && stops.indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at);
        }

        private String value() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                return quoted();
            }
            String token = upTo(";");
            int comment = token.indexOf(" (");
            return (comment < 0 ? token : token.substring(0, comment)).strip();
        }

        /** A backslash escapes only a quote or itself: many senders write paths of Windows without escaping. */
        private String quoted() {
            StringBuilder content = new StringBuilder();
            for (; at < text.length() && text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                if (c == '\\' && (next == '"' || next == '\\')) {
                    at++;
                    content.append(next);
                } else {
                    content.append(c);
                }
            }
            return content.toString();
        }

        /** RFC 2231 §3 and §4: {@code name*}, {@code name*0}, {@code name*0*}. */
        private void add(String name, String value) {
            int asterisk = name.indexOf('*');
            if (asterisk < 0) {
                plain.putIfAbsent(name, EncodedWords.decode(value));
                return;
            }
            boolean percentEncoded = name.endsWith("*");
            String number =
                    name.substring(asterisk + 1, Math.max(asterisk + 1, name.length() - (percentEncoded ? 1 : 0)));
            try {
                int index = number.isEmpty() ? 0 : Integer.parseInt(number);
                TreeMap<Integer, Piece> pieces =
                        inPieces.computeIfAbsent(name.substring(0, asterisk), n -> new TreeMap<>());
                if (pieces.size() < MAX_PIECES) {
                    pieces.putIfAbsent(index, new Piece(value, percentEncoded));
                }
            } catch (NumberFormatException notAPiece) {
                plain.putIfAbsent(name, value);
            }
        }

        private static String join(TreeMap<Integer, Piece> pieces) {
            List<Piece> inOrder = new ArrayList<>(pieces.values());
            Piece first = inOrder.get(0);
            Optional<String> charset = Optional.empty();
            if (first.percentEncoded()) {
                int quote = first.value().indexOf('\'');
                int second = first.value().indexOf('\'', quote + 1);
                if (quote >= 0 && second > quote) {
                    charset = Optional.of(first.value().substring(0, quote)).filter(name -> !name.isBlank());
                    inOrder.set(0, new Piece(first.value().substring(second + 1), true));
                }
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            inOrder.forEach(piece -> octets.writeBytes(octetsOf(piece)));
            return Charsets.decode(octets.toByteArray(), charset);
        }

        private static byte[] octetsOf(Piece piece) {
            if (!piece.percentEncoded()) {
                return EncodedWords.decode(piece.value()).getBytes(StandardCharsets.UTF_8);
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            for (int i = 0; i < piece.value().length(); i++) {
                char c = piece.value().charAt(i);
                int octet = c == '%' ? EncodedWords.hexAt(piece.value(), i + 1) : -1;
                if (octet >= 0) {
                    octets.write(octet);
                    i += 2;
                } else {
                    octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                }
            }
            return octets.toByteArray();
        }
    }
}
