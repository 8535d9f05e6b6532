package io.postroom.core.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an organisation, a pod or an inbox wants done with mail that is suspect. For what it says nothing about, the next wider scope
 * decides, and in the end the server's settings.
 */
public record TrustPolicy(Map<Suspicion, Treatment> treatments) {
    /** Says nothing. */
    public static final TrustPolicy NONE = new TrustPolicy(Map.of());

    /** @throws IllegalArgumentException if a treatment is not for its suspicion */
    public TrustPolicy {
        Map<Suspicion, Treatment> copy = new EnumMap<>(Suspicion.class);
        copy.putAll(treatments);
        copy.forEach((suspicion, treatment) -> {
            if (!suspicion.allows(treatment)) {
                throw new IllegalArgumentException("mail that is " + suspicion + " cannot be treated so");
            }
        });
        treatments = Collections.unmodifiableMap(copy);
    }

    public boolean isEmpty() {
        return treatments.isEmpty();
    }

    /** Empty if a wider scope decides. */
    public Optional<Treatment> of(Suspicion suspicion) {
        return Optional.ofNullable(treatments.get(suspicion));
    }

    /** The same, with one word changed. */
    public TrustPolicy with(Suspicion suspicion, Optional<Treatment> treatment) {
        Map<Suspicion, Treatment> changed = new EnumMap<>(Suspicion.class);
        changed.putAll(treatments);
        treatment.ifPresentOrElse(word -> changed.put(suspicion, word), () -> changed.remove(suspicion));
        return new TrustPolicy(changed);
    }

    /** What this says, and {@code wider} where this says nothing. */
    TrustPolicy over(TrustPolicy wider) {
        Map<Suspicion, Treatment> both = new EnumMap<>(Suspicion.class);
        both.putAll(wider.treatments);
        both.putAll(treatments);
        return new TrustPolicy(both);
    }
}
