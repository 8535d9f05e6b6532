package io.postroom.core.trust;

import java.util.regex.Pattern;

/** What one method of authentication found out about a message. */
public sealed interface Finding permits SpfFinding, DkimFinding, DmarcFinding, ArcFinding {
    /** The longest reason, in characters; what is longer is cut. */
    int LONGEST_REASON = 200;

    Result result();

    /** Why, for a person who reads it: printable ASCII, at most {@value #LONGEST_REASON} characters; empty if there is nothing to say. */
    String reason();

    /** {@code text}, parts of which a sender may have written, in the form of a {@link #reason}. */
    static String plain(String text) {
        String plain = Unprintable.FORM.matcher(text).replaceAll("?").strip();
        return plain.length() <= LONGEST_REASON
                ? plain
                : plain.substring(0, LONGEST_REASON).strip();
    }

    /** Holds the form, as an interface has no private constants. */
    final class Unprintable {
        private static final Pattern FORM = Pattern.compile("[^ -~]");

        private Unprintable() {}
    }
}
