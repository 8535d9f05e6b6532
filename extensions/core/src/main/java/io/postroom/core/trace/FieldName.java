package io.postroom.core.trace;

import java.util.Locale;

/** The name of a field as the most careless reader sees it. */
final class FieldName {
    private FieldName() {}

    /** What stands before the colon of a line, in lower case, without white space and whatever else cannot be seen; empty without a colon. */
    static String of(CharSequence line) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':') {
                return name.toString().toLowerCase(Locale.ROOT);
            }
            if (c > ' ' && c < 0x7F) {
                name.append(c);
            }
        }
        return "";
    }
}
