package io.postroom.core.extract;

import java.util.Arrays;

/** A text in lines, each with what is known of it before anybody reads its words. Immutable. */
public final class Lines {
    /** What the sign in front of a line, or the markup around it, says. */
    public enum Role {
        TEXT,
        /** From an earlier message: behind a {@code >}, or within markup that says so. */
        QUOTE,
        /** Here and below stands an earlier message, says the markup. */
        HISTORY,
        /** A signature, says the markup. */
        SIGNATURE
    }

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final Role[] roles;

    private Lines(Builder builder) {
        text = builder.text.toString();
        starts = Arrays.copyOf(builder.starts, builder.count);
        ends = Arrays.copyOf(builder.ends, builder.count);
        roles = Arrays.copyOf(builder.roles, builder.count);
    }

    /** A plain text. */
    public static Lines of(String text) {
        Builder lines = new Builder();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            lines.add(text, start, end, Role.TEXT);
            start = end + 1;
        }
        return lines.build();
    }

    public String text() {
        return text;
    }

    int count() {
        return starts.length;
    }

    /** Where the line starts; for the one behind the last, the end of the text. */
    int start(int line) {
        return line < starts.length ? starts[line] : text.length();
    }

    /** Where the line ends, its line break left out. */
    int end(int line) {
        return ends[line];
    }

    int length(int line) {
        return ends[line] - starts[line];
    }

    /** The line without white space around it. */
    String stripped(int line) {
        return Blanks.strip(text, starts[line], ends[line]);
    }

    boolean isBlank(int line) {
        return Blanks.isBlank(text, starts[line], ends[line]);
    }

    Role role(int line) {
        return roles[line];
    }

    boolean isQuote(int line) {
        return roles[line] == Role.QUOTE;
    }

    /** The first line from {@code line} on that is not blank; {@code limit} if there is none before it. */
    int nextFilled(int line, int limit) {
        int next = line;
        while (next < limit && isBlank(next)) {
            next++;
        }
        return next;
    }

    /** Collects lines, one after the other. Not thread-safe. */
    public static final class Builder {
        private static final int FIRST_SIZE = 64;

        private final StringBuilder text = new StringBuilder();
        private int[] starts = new int[FIRST_SIZE];
        private int[] ends = new int[FIRST_SIZE];
        private Role[] roles = new Role[FIRST_SIZE];
        private int count;

        /** Adds {@code source} from {@code from} to {@code to} as a line; one that begins with {@code >} is a quotation whatever its role. */
        public Builder add(CharSequence source, int from, int to, Role role) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
                roles = Arrays.copyOf(roles, count * 2);
            }
            if (count > 0) {
                text.append('\n');
            }
            starts[count] = text.length();
            text.append(source, from, to);
            ends[count] = text.length();
            roles[count] = role == Role.TEXT && isMarked(starts[count]) ? Role.QUOTE : role;
            count++;
            return this;
        }

        private boolean isMarked(int start) {
            int first = start;
            while (first < text.length() && Blanks.isBlank(text.charAt(first))) {
                first++;
            }
            return first < text.length() && text.charAt(first) == '>';
        }

        public Lines build() {
            return new Lines(this);
        }
    }
}
