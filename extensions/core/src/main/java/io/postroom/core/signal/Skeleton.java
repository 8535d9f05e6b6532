package io.postroom.core.signal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What texts look like (UTS 39 §4): two of one skeleton can be taken for each other. The table beside this class comes from Unicode's data
 * for that standard; its first lines say which version, and under which licence. Skeletons are in lower case here, as domains are.
 */
final class Skeleton {
    private static final String TABLE = "confusables.txt";
    private static final Map<Integer, String> PROTOTYPES = read();

    private Skeleton() {}

    static String of(String text) {
        StringBuilder skeleton = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> append(skeleton, c));
        return Normalizer.normalize(skeleton, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    }

    /** A name as people see it: case and look-alike letters make no difference, nor does how much space there is. */
    static String ofName(String name) {
        return of(name.toLowerCase(Locale.ROOT)).strip().replaceAll("\\s+", " ");
    }

    /** What a text reads as for whoever knows the letters of ASCII only; empty if it has others than those, and their look-alikes. */
    static Optional<String> inAscii(String text) {
        StringBuilder letters = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            if (c < 0x80) {
                letters.append((char) c);
            } else {
                append(letters, c);
            }
        });
        String read = letters.toString().toLowerCase(Locale.ROOT);
        return read.chars().allMatch(c -> c < 0x80) ? Optional.of(read) : Optional.empty();
    }

    private static void append(StringBuilder out, int c) {
        String prototype = PROTOTYPES.get(c);
        if (prototype == null) {
            out.appendCodePoint(c);
        } else {
            out.append(prototype);
        }
    }

    /** Each line: a character, then those it looks like, all in hexadecimal. */
    private static Map<Integer, String> read() {
        try (InputStream in = Skeleton.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing beside " + Skeleton.class.getName());
            }
            Map<Integer, String> prototypes = new HashMap<>();
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(parts -> prototypes.put(hex(parts[0]), textOf(parts)));
            return Map.copyOf(prototypes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(String[] parts) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < parts.length; i++) {
            text.appendCodePoint(hex(parts[i]));
        }
        return text.toString();
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }
}
