package io.postroom.core.trust;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a domain asks receivers to do with mail that fails DMARC (RFC 7489 §6.3), from the mildest on. */
public enum DmarcPolicy {
    NONE,
    QUARANTINE,
    REJECT;

    /** As in a record, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The policy of this word in any case; empty for any other text. */
    public static Optional<DmarcPolicy> of(String word) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The next milder one, which applies where a domain only tests its policy ({@code t=y}). */
    public DmarcPolicy milder() {
        return this == REJECT ? QUARANTINE : NONE;
    }
}
