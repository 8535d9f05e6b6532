package io.postroom.core.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why mail was refused or put off. */
public enum RefusalReason {
    /** DMARC fails, and the domain in {@code From} wants that refused or put aside. */
    DMARC_FAILED,
    /** {@code From} names a domain of ours, without a signature of it. */
    OWN_DOMAIN_FORGED,
    /** Nothing proves who sent it. */
    UNPROVEN,
    /** It could not be found out now who sent it. The sender was told to try again. */
    TEMPORARILY_UNKNOWN,
    /** The allow and block lists keep the sender out. */
    BLOCKED,
    /** The organisation is suspended. The sender was told to try again. */
    SUSPENDED,
    /** It carries a virus. */
    VIRUS,
    /** It has gone around in circles. */
    LOOP;

    /** Whether the sender was told to try again. */
    public boolean isTemporary() {
        return this == TEMPORARILY_UNKNOWN || this == SUSPENDED;
    }

    /** Its name in the API and in stores. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RefusalReason> named(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName().equals(wireName))
                .findFirst();
    }
}
