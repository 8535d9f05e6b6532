package io.postroom.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Why mail might be kept out; a policy has a word for each. */
public enum Suspicion {
    /**
     * The checks disprove its {@code From}: DMARC fails, and the domain wants such mail refused or put aside; or it claims to be of a domain
     * of ours, and is not signed for it.
     */
    FAILED("failed", List.of(Treatment.REJECT, Treatment.LABEL, Treatment.ACCEPT)),
    /** Nothing proves its {@code From}. */
    UNPROVEN("unproven", List.of(Treatment.REJECT, Treatment.LABEL, Treatment.ACCEPT)),
    /** The allow and block lists keep its sender out. Whom lists keep out is never treated as any other. */
    BLOCKED("blocked", List.of(Treatment.REJECT, Treatment.LABEL));

    private final String wireName;
    private final List<Treatment> treatments;

    Suspicion(String wireName, List<Treatment> treatments) {
        this.wireName = wireName;
        this.treatments = treatments;
    }

    /** Its name in the API and in settings. */
    public String wireName() {
        return wireName;
    }

    public static Optional<Suspicion> named(String wireName) {
        return Arrays.stream(values())
                .filter(suspicion -> suspicion.wireName.equals(wireName))
                .findFirst();
    }

    /** Whether a policy may have this word for it. */
    public boolean allows(Treatment treatment) {
        return treatments.contains(treatment);
    }

    /**
     * The treatment of this name.
     *
     * @throws IllegalArgumentException if there is none for this, in words for whoever wrote it
     */
    public Treatment treatment(String name) {
        return Treatment.named(name)
                .filter(this::allows)
                .orElseThrow(() -> new IllegalArgumentException(wireName + " is one of "
                        + String.join(
                                ", ",
                                treatments.stream().map(Treatment::wireName).toList())));
    }
}
