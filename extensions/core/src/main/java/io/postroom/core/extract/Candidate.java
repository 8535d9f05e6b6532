package io.postroom.core.extract;

/**
 * What has the form of a code.
 *
 * @param span within the line
 */
record Candidate(String text, Span span, Form form) {
    /** How surely something of this form is a code. */
    enum Form {
        /** Four to eight digits, perhaps in groups. */
        DIGITS,
        /** Capital letters and digits, perhaps in groups. */
        CAPITALS,
        /** Small letters and digits. */
        MIXED,
        /** Capital letters alone. */
        LETTERS
    }

    /** Four digits that may well be a year. */
    boolean isYear() {
        return text.length() == 4 && (text.startsWith("19") || text.startsWith("20"));
    }
}
