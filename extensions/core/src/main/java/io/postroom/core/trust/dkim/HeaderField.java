package io.postroom.core.trust.dkim;

/**
 * One field of a header.
 *
 * @param name in lower case, without white space; empty for a line that is no field
 * @param raw name, colon and body as they came, with folds, without the last line end; one character for each octet
 */
public record HeaderField(String name, String raw) {
    /** What follows the colon, as it came. */
    public String body() {
        return raw.substring(raw.indexOf(':') + 1);
    }

    /** RFC 6376 §3.4.2: the name in lower case, the body on one line with single spaces. Without line end. */
    String relaxed() {
        return name + ':' + relaxedBody(body());
    }

    private static String relaxedBody(String body) {
        StringBuilder relaxed = new StringBuilder(body.length());
        boolean space = false;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else if (c != '\r' && c != '\n') {
                if (space && relaxed.length() > 0) {
                    relaxed.append(' ');
                }
                space = false;
                relaxed.append(c);
            }
        }
        return relaxed.toString();
    }

    /** This field with an empty {@code b=}, as it was when it was signed (RFC 6376 §3.7). */
    HeaderField unsigned() {
        int begin = raw.indexOf(':') + 1;
        while (begin > 0 && begin < raw.length()) {
            int end = raw.indexOf(';', begin);
            int stop = end < 0 ? raw.length() : end;
            int equals = raw.indexOf('=', begin);
            if (equals >= 0
                    && equals < stop
                    && raw.substring(begin, equals).strip().equals("b")) {
                return new HeaderField(name, raw.substring(0, equals + 1) + raw.substring(stop));
            }
            begin = stop + 1;
        }
        return this;
    }
}
