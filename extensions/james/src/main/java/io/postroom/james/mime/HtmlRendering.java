package io.postroom.james.mime;

import io.postroom.core.extract.Lines;
import io.postroom.core.extract.Lines.Role;

/** Collects the text of an HTML page as a reader sees it: white space made one space, a line for each block. Not thread-safe. */
final class HtmlRendering {
    private final Lines.Builder lines = new Lines.Builder();
    private final StringBuilder line = new StringBuilder();
    private Role role = Role.TEXT;
    private int finished;
    private boolean space;
    private boolean blankBefore = true;

    /** How many characters there are, line breaks counted. */
    int length() {
        return finished + line.length();
    }

    /** Whether something stands in the line that is being written. */
    boolean isInLine() {
        return !line.isEmpty();
    }

    /**
     * Adds text that has no characters which show nothing.
     *
     * @param as the role of the line if this begins it
     * @param kept whether white space is kept as it is
     */
    void text(String text, Role as, boolean kept) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (kept && c == '\n') {
                lineBreak();
            } else if (c <= ' ' && !kept) {
                space = !line.isEmpty();
            } else if (c != '\r') {
                add(c == '\u00A0' ? ' ' : c, as);
            }
        }
    }

    private void add(char c, Role as) {
        if (line.isEmpty()) {
            role = as;
        } else if (space && line.charAt(line.length() - 1) != ' ') {
            line.append(' ');
        }
        space = false;
        line.append(c);
    }

    void space() {
        space = !line.isEmpty();
    }

    void lineBreak() {
        blankBefore = line.isEmpty();
        lines.add(line, 0, line.length(), role);
        finished += line.length() + 1;
        line.setLength(0);
        space = false;
        role = Role.TEXT;
    }

    /** Ends the line, if there is one. */
    void block() {
        if (!line.isEmpty()) {
            lineBreak();
        }
    }

    /** Ends the line and leaves one empty, if there is none yet. */
    void paragraph() {
        block();
        if (!blankBefore) {
            lineBreak();
        }
    }

    /** A line drawn across. */
    void rule(Role as) {
        block();
        text("________________________________", as, false);
        lineBreak();
    }

    Lines finish() {
        lines.add(line, 0, line.length(), role);
        return lines.build();
    }
}
