package io.postroom.core.extract;

/** White space as people see it: what Java calls so, no-break spaces, and characters without width. */
final class Blanks {
    private Blanks() {}

    static boolean isBlank(char c) {
        return c <= ' '
                || c == '\u00A0'
                || (c >= '\u0085' && (Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT));
    }

    static boolean isBlank(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static String strip(String text, int start, int end) {
        int from = start;
        while (from < end && isBlank(text.charAt(from))) {
            from++;
        }
        int to = end;
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
