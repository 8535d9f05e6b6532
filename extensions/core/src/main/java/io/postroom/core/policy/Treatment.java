package io.postroom.core.policy;

import java.util.Arrays;
import java.util.Optional;

/** What is done with mail, from the strictest on. */
public enum Treatment {
    /** Refused while the sender is still there, and noted in the log of refusals. */
    REJECT("reject"),
    /** Kept, with a label that hides it from lists, and an event of its own. */
    LABEL("label"),
    /** Kept as any other. */
    ACCEPT("accept");

    private final String wireName;

    Treatment(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the API and in settings. */
    public String wireName() {
        return wireName;
    }

    public static Optional<Treatment> named(String wireName) {
        return Arrays.stream(values())
                .filter(treatment -> treatment.wireName.equals(wireName))
                .findFirst();
    }
}
