package io.postroom.core.trust;

import java.util.regex.Pattern;

/** Writes an {@code Authentication-Results} field piece by piece, folded so that lines have at most 78 characters where pieces allow. */
final class FieldWriter {
    private static final int LINE = 78; // RFC 5322 §2.1.1
    private static final String FOLD = "\r\n ";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`{|}~-]+"); // RFC 2045 §5.1

    private final StringBuilder field;
    private int lineBegin;

    FieldWriter(String begin) {
        this.field = new StringBuilder(begin);
    }

    void method(String name, Finding finding) {
        method(name, finding.result(), finding.reason());
    }

    /** Begins what is said of a method, on a new line. */
    void method(String name, Result result, String reason) {
        field.append(';');
        fold();
        field.append(name).append('=').append(result.word());
        if (!reason.isEmpty()) {
            piece("reason=" + quoted(reason));
        }
    }

    void property(String name, String value) {
        piece(name + '=' + (TOKEN.matcher(value).matches() ? value : quoted(value)));
    }

    private void piece(String text) {
        if (field.length() - lineBegin + 1 + text.length() + 1 > LINE) { // a semicolon may follow
            fold();
        } else {
            field.append(' ');
        }
        field.append(text);
    }

    private void fold() {
        field.append(FOLD);
        lineBegin = field.length() - 1;
    }

    /** RFC 5322 §3.2.4. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    String end() {
        return field.append("\r\n").toString();
    }
}
