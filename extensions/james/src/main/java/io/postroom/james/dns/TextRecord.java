package io.postroom.james.dns;

/** The strings of a TXT record, which come as in a zone file (RFC 1035 §5.1): quoted, with what is special behind a backslash. */
final class TextRecord {
    private static final int DECIMALS = 3;

    private TextRecord() {}

    /** Puts the strings together, without anything between (RFC 7208 §3.3). Each octet becomes one character. */
    static String decode(String presentation) {
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < presentation.length(); i++) {
            char c = presentation.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && isDecimal(presentation, i + 1)) {
                text.append((char) Integer.parseInt(presentation.substring(i + 1, i + 1 + DECIMALS)));
                i += DECIMALS;
            } else if (c == '\\' && i + 1 < presentation.length()) {
                i++;
                text.append(presentation.charAt(i));
            } else if (quoted || c != ' ') {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean isDecimal(String text, int begin) {
        return begin + DECIMALS <= text.length()
                && text.substring(begin, begin + DECIMALS).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
