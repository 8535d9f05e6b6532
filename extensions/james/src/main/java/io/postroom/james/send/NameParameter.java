package io.postroom.james.send;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a file as a parameter of {@code Content-Disposition} (RFC 2183 §2.3): as it is where that is safe, else in the extended form
 * (RFC 2231 §4), in pieces (§3) where it is long.
 *
 * <p>JavaMail writes the extended form for names that are not ASCII only, and on one line however long that is; else it escapes quotes,
 * which widespread readers get wrong. Some take an apostrophe for the mark behind a character set wherever it stands.
 */
final class NameParameter {
    private static final int PIECE = 54; // with the parameter's name, a line stays under 76 characters
    private static final Pattern SAFE = Pattern.compile("[ !#-&(-\\[\\]-~]{1,60}");

    private NameParameter() {}

    /** What follows the disposition, each parameter on a line of its own. */
    static String of(String fileName) {
        if (SAFE.matcher(fileName).matches() && fileName.equals(fileName.strip()) && !fileName.contains("=?")) {
            return ";\r\n filename=\"" + fileName + "\"";
        }
        List<String> pieces = pieces("UTF-8''" + percentEncoded(fileName));
        if (pieces.size() == 1) {
            return ";\r\n filename*=" + pieces.get(0);
        }
        StringBuilder parameters = new StringBuilder();
        for (int number = 0; number < pieces.size(); number++) {
            parameters.append(";\r\n filename*").append(number).append("*=").append(pieces.get(number));
        }
        return parameters.toString();
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = endOfPiece(rest);
            pieces.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return pieces;
    }

    /** Does not cut an octet's percent sign from its digits. */
    private static int endOfPiece(String text) {
        if (text.length() <= PIECE) {
            return text.length();
        }
        int percent = text.lastIndexOf('%', PIECE - 1);
        return percent > PIECE - 3 ? percent : PIECE;
    }
}
