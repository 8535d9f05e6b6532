package io.postroom.core.scan;

import java.util.regex.Pattern;

/** What came of asking a scanner about a mail. */
public sealed interface Scan {
    /** The {@link #word()} of {@link Found}. */
    String FOUND = "yes";

    /** Nobody is to be asked. */
    record Off() implements Scan {}

    /** The scanner has nothing against it. */
    record Clean() implements Scan {}

    /**
     * It is what the scanner looks for.
     *
     * @param what in the scanner's words, in a few characters of ASCII: a score, the name of a virus
     */
    record Found(String what) implements Scan {
        private static final int LONGEST = 80;
        private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._:/ -]");

        /** Characters that could end a line of SMTP or of a log are left out. */
        public Found {
            String safe = UNSAFE.matcher(what).replaceAll("");
            what = safe.substring(0, Math.min(safe.length(), LONGEST)).strip();
        }
    }

    /** Nobody knows: the mail goes on as one that was not looked at. */
    record NotScanned(Why why) implements Scan {
        /** Why not. */
        public enum Why {
            /** The scanner did not answer, or not as it should. */
            DOWN,
            /** The mail is larger than what the scanner takes. */
            TOO_LARGE
        }
    }

    /** In one word, as the mail's trace keeps it. */
    default String word() {
        if (this instanceof Off) {
            return "off";
        }
        if (this instanceof NotScanned unknown) {
            return unknown.why() == NotScanned.Why.DOWN ? "not-scanned" : "too-large";
        }
        return this instanceof Found ? FOUND : "no";
    }
}
