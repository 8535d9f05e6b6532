package io.postroom.core.trust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one method found out, in the words of RFC 8601 §2.7. */
public enum Result {
    /** Nothing there to check: no record, no signature. */
    NONE,
    /** Proved. */
    PASS,
    /** Disproved. */
    FAIL,
    /** SPF: the domain says that this is probably not its mail. */
    SOFTFAIL,
    /** The domain states nothing, or a signature could not be judged. */
    NEUTRAL,
    /** Proved, but in a way that is not accepted here, such as by a weak key. */
    POLICY,
    /** Could not be found out now; may be another time. Never to be taken for {@link #PASS} or {@link #NONE}. */
    TEMPERROR,
    /** Can never be found out: what the sender published or wrote is wrong. */
    PERMERROR;

    /** As in the field, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The result of this word in any case; empty for any other text. */
    public static Optional<Result> of(String word) {
        return Arrays.stream(values())
                .filter(result -> result.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
